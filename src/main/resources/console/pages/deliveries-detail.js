import {LitElement, css, html, nothing} from 'lit';
import {get, post} from '../api.js';
import {above, leave} from '../router.js';
import {ask} from '../ui/ask.js';
import {copy} from '../ui/copy.js';
import {follow} from '../ui/follow.js';
import {Load} from '../ui/load.js';
import {shared} from '../ui/styles.js';
import {lastOf} from '../ui/times.js';

const CHANGES = {
  'meeting.booked': 'was booked',
  'meeting.updated': 'was changed',
  'meeting.canceled': 'was canceled',
  'meeting.erased': 'was erased',
};

const STATES = {
  pending: 'It waits to be worked off.',
  processed: 'It was worked off.',
  ignored: 'There was nothing to do.',
  dead: 'It was given up: what is wrong has to be mended, then it can be replayed.',
};

/** `<cc-delivery .delivery>`: one delivery, understood: what it was, what became of it, who had it replayed. */
class Delivery extends LitElement {
  static properties = {delivery: {}, admin: {type: Boolean}, body: {state: true}, problem: {state: true}, said: {state: true}};

  static styles = [shared, css`ol { padding-inline-start: 1.25rem; } ol li { margin-block: .25rem; } section { margin-block-end: 1.5rem; }`];

  load = new Load(this, (signal) => Promise.all([
    get('/deliveries/' + encodeURIComponent(this.delivery), {}, {signal}),
    get('/audit', {about: this.delivery}, {signal}),
  ]));

  willUpdate(changed) {
    if (changed.has('delivery')) {
      Object.assign(this, {body: null, problem: null, said: ''});
      this.load.forget();
      this.load.run();
    }
  }

  onKey(key) {
    const acts = {r: () => this.load.run(), Escape: () => leave('deliveries'), c: () => copy(this.delivery, 'the delivery’s id')};
    acts[key]?.();
    return key in acts;
  }

  async replay() {
    const {delivery} = this;
    const agreed = await ask('Have this delivery worked off once more?', {
      text: 'Harmless at any time: what is known already changes nothing.', reason: true, action: 'Replay',
    });
    if (agreed) {
      await this.act(() => post(`/deliveries/${delivery}/replay`, {reason: agreed.reason}));
      await (this.problem ? this.load.run() : this.settled());
    }
  }

  /** It is a moment until somebody has worked it off. */
  async settled() {
    const {delivery} = this;
    const waits = () => this.load.value?.[0].state === 'pending';
    this.said = 'It is being worked off once more.';
    await this.load.run();
    await (waits() && follow(this, async () => this.delivery !== delivery || (await this.load.run(), !waits()), 15));
    if (this.delivery === delivery) {
      this.said = waits() ? 'It still waits, and is worked off when nobody looks, too.' : `It is ${this.load.value?.[0].state} now.`;
    }
  }

  async reveal() {
    const {delivery} = this;
    const agreed = await ask('Reveal the body?', {
      text: 'It holds names and addresses. That you have looked is kept in the audit.', action: 'Reveal',
    });
    if (agreed) {
      await this.act(async () => { this.body = (await get('/deliveries/' + delivery, {reveal: true})).body; });
      this.load.run();
    }
  }

  async act(call) {
    try {
      this.problem = null;
      await call();
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const [it, audit] = this.load.value ?? [];
    return html`<p><a href=${above('deliveries')}>Deliveries</a></p>
      <cc-problem .problem=${this.problem ?? this.load.problem} ?retry=${!this.problem} @cc-retry=${() => this.load.run()}></cc-problem>
      ${it ? this.shown(it, audit.entries) : html`<h1>Delivery</h1>${this.load.problem ? nothing : html`<p role="status">Looking…</p>`}`}`;
  }

  shown(it, entries) {
    return html`<h1>${it.event ?? 'A delivery that is not read yet'} <cc-state id="state" value=${it.state}></cc-state></h1>
      <p id="meaning">${STATES[it.state]}${it.last_error ? html` <strong id="why">${it.last_error}.</strong>` : nothing}</p>
      <p class="row">${this.admin && it.state !== 'pending' ? html`<button id="replay" @click=${this.replay}>Replay…</button>` : nothing}
        <cc-copy .text=${it.id} label="the delivery’s id"></cc-copy><span role="status" id="said">${this.said}</span></p>
      <dl class="facts">
        <dt>Received</dt><dd><cc-time .value=${it.received_at}></cc-time></dd>
        ${it.processed_at ? html`<dt>Settled</dt><dd><cc-time .value=${it.processed_at}></cc-time></dd>` : nothing}
        ${it.state === 'pending' ? html`<dt>Tried next</dt><dd><cc-time .value=${it.due_at}></cc-time></dd>` : nothing}
        <dt>Organization</dt><dd><a href=${'/console/organizations?' + new URLSearchParams({uri: it.organization_uri})}>${lastOf(it.organization_uri)}</a>,
          <a href=${'/console/deliveries?' + new URLSearchParams({organization: it.organization_uri})}>its deliveries</a></dd>
        ${it.event_uri ? html`<dt>Scheduled event</dt><dd><code>${it.event_uri}</code>,
          <a href=${'/console/deliveries?' + new URLSearchParams({meeting: it.event_uri})}>all deliveries about it</a></dd>` : nothing}
      </dl>
      <section><h2>What it changed</h2>${this.changes(it)}</section>
      <section><h2>Attempts</h2>${this.attempts(it)}</section>
      <section><h2>Headers</h2>${this.headers(it)}</section>
      <section><h2>Body</h2>${this.shownBody(it)}</section>
      <section><h2>Who did what with it</h2>${this.audited(entries)}</section>`;
  }

  changes({changes, meetings, state}) {
    if (changes.length) {
      return html`<ol id="changes">${changes.map((it) => html`<li><a href=${'/console/meetings/' + it.meeting_id}>The meeting</a> of
        <a href=${'/console/connections?' + new URLSearchParams({user: it.user_id, tenant: it.tenant_id})}>${it.user_id}</a>
        ${CHANGES[it.type] ?? it.type} <cc-time .value=${it.at}></cc-time></li>`)}</ol>`;
    }
    const about = meetings.length
      ? html` It is about ${meetings.map((id, at) => html`${at ? ', ' : ''}<a href=${'/console/meetings/' + id}>this meeting</a>`)}.`
      : nothing;
    return html`<p id="changes">Nothing: ${state === 'processed' ? 'what it said was known already, or is told no more.' : 'it was not worked off.'}${about}</p>`;
  }

  attempts({attempts}) {
    return attempts.length
      ? html`<ol id="attempts">${attempts.map((it) => html`<li><cc-state value=${it.outcome}></cc-state> <cc-time .value=${it.at}></cc-time>
        ${it.by ? html` by ${it.by}` : nothing}
        ${it.replay ? html`, in <a href=${'/console/deliveries/replays/' + it.replay}>a replay of many</a>` : nothing}
        ${it.duration_ms === undefined ? nothing : ` in ${it.duration_ms} ms`}${it.error ? `: ${it.error}` : ''}</li>`)}</ol>`
      : html`<cc-empty>Each attempt to work it off appears here, with what came of it.</cc-empty>`;
  }

  headers({headers}) {
    const all = Object.entries(headers);
    return all.length
      ? html`<dl class="facts">${all.map(([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`)}</dl>`
      : html`<p class="soft">None are kept of it.</p>`;
  }

  shownBody({outline}) {
    if (!this.admin) {
      return html`<p class="soft" id="no-body">Bodies hold names and addresses: they are for operators.</p>`;
    }
    if (this.body !== null && this.body !== undefined) {
      return html`<div id="body">${parsed(this.body)}</div>`;
    }
    return html`${outline === undefined ? html`<p id="outline">It is no JSON.</p>` : html`<cc-json id="outline" .value=${outline}></cc-json>`}
      <p><button class="quiet" id="reveal" @click=${this.reveal}>Reveal…</button>
        <small>Until then, what may be of a person is shown as •••.</small></p>`;
  }

  audited(entries) {
    return entries.length
      ? html`<ol id="audited">${entries.map((it) => html`<li>${it.action}: <strong>${it.actor?.user_id ?? it.user_id}</strong>
        <cc-time .value=${it.at}></cc-time>${it.details.reason ? html` — “${it.details.reason}”` : nothing}</li>`)}</ol>`
      : html`<p class="soft" id="audited">Nobody had it replayed by itself, or revealed.</p>`;
  }
}

function parsed(body) {
  try {
    return html`<cc-json .value=${JSON.parse(body)}></cc-json>`;
  } catch {
    return html`<pre class="scroll" tabindex="0">${body}</pre>`;
  }
}

customElements.define('cc-delivery', Delivery);

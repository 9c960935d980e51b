import {LitElement, css, html, nothing} from 'lit';
import {get, post} from '../api.js';
import {above, leave} from '../router.js';
import {ask} from '../ui/ask.js';
import {copy} from '../ui/copy.js';
import {PagedList} from '../ui/paged-list.js';
import {Load} from '../ui/load.js';
import {shared} from '../ui/styles.js';

const STATES = {
  active: 'What happens is sent there as soon as it happens.',
  failing: 'It does not take what it is sent; it is tried again, ever more seldom, for three days.',
  held: 'It has taken nothing for three days. Nothing is lost: what waits is sent once somebody resumes it.',
  paused: 'Its backend has paused it, or it has answered that it is gone (410). Nothing is lost: resuming sends what waits.',
};

const COLUMNS = [
  {title: 'When', cell: (row) => html`<cc-time .value=${row.at}></cc-time>`},
  {title: 'Event', cell: (row) => row.type},
  {title: 'Answer', cell: (row) => row.status ?? 'none'},
  {title: 'Took', number: true, cell: (row) => row.duration_ms + ' ms'},
  {title: 'Error', long: true, cell: (row) => row.error ?? ''},
  {title: 'What it said', long: true, cell: (row) => row.body ? html`<code>${row.body.slice(0, 200)}</code>` : ''},
];

/** `<cc-destination .destination>`: one destination: how it is, what it answered; test, resume, a new secret. */
class Destination extends LitElement {
  static properties = {destination: {}, admin: {type: Boolean}, failed: {state: true}, problem: {state: true}, answer: {state: true}, secret: {state: true}};

  static styles = [shared, css`.secret { border-color: var(--cc-warn); }`];

  load = new Load(this, (signal) => get('/destinations/' + encodeURIComponent(this.destination), {}, {signal}));
  attempts = null;

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => document.hidden || this.load.busy || this.load.run(), 15_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  willUpdate(changed) {
    if (changed.has('destination')) {
      Object.assign(this, {failed: false, problem: null, answer: null, secret: null});
      if (this.attempts) {
        this.removeController(this.attempts);
        this.attempts.hostDisconnected();
      }
      this.attempts = new PagedList(this, `/destinations/${encodeURIComponent(this.destination)}/attempts`, 'attempts');
      this.load.forget();
      this.load.run();
    }
    this.attempts.show(this.failed ? {failed: true} : {});
  }

  onKey(key) {
    const acts = {r: () => this.refresh(), Escape: () => leave('destinations'), c: () => copy(this.destination, 'the destination’s id')};
    acts[key]?.();
    return key in acts;
  }

  refresh() {
    this.load.run();
    this.attempts.refresh();
  }

  async act(call) {
    Object.assign(this, {problem: null, answer: null});
    try {
      await call();
    } catch (problem) {
      this.problem = problem;
    }
    this.refresh();
  }

  test() {
    return this.act(async () => {
      this.answer = {says: 'A test is being sent. It has fifteen seconds to answer.'};
      this.answer = await post(`/destinations/${this.destination}/test`, {}).catch((problem) => {
        this.answer = null;
        throw problem;
      });
    });
  }

  async rotate() {
    const {destination} = this;
    const agreed = await ask('Make a new secret?', {
      text: 'It is shown once, here: hand it to whoever runs the backend. The old one signs beside it for 24 hours.',
      reason: true, action: 'Make a new secret',
    });
    if (agreed) {
      await this.act(async () => { this.secret = (await post(`/destinations/${destination}/secret`, agreed)).secret; });
    }
  }

  async resume() {
    const {destination} = this;
    const agreed = await ask('Resume this destination?', {
      text: 'What waits is sent, in order. What it has taken already is not sent again.', reason: true, action: 'Resume',
    });
    if (agreed) {
      await this.act(async () => {
        const {events} = await post(`/destinations/${destination}/resume`, {from: 'held', ...agreed});
        this.answer = {says: `Resumed: ${events} ${events === 1 ? 'event waits' : 'events wait'} to be sent.`};
      });
    }
  }

  render() {
    const it = this.load.value;
    return html`<p><a href=${above('destinations')}>Destinations</a></p>
      <cc-problem .problem=${this.problem ?? this.load.problem} ?retry=${!this.problem} @cc-retry=${() => this.load.run()}></cc-problem>
      ${it ? this.shown(it) : html`<h1>Destination</h1>${this.load.problem ? nothing : html`<p role="status">Looking…</p>`}`}`;
  }

  shown(it) {
    return html`<h1>${it.url} <cc-state id="state" value=${it.state}></cc-state></h1>
      ${it.description ? html`<p>${it.description}</p>` : nothing}
      <p id="meaning">${STATES[it.state]}</p>
      ${this.admin ? html`<p class="row"><button class="quiet" id="test" @click=${this.test}>Send a test</button>
        ${it.state === 'active' ? nothing : html`<button id="resume" @click=${this.resume}>Resume…</button>`}
        <button class="danger" id="rotate" @click=${this.rotate}>New secret…</button></p>` : nothing}
      <div role="status" id="answer">${this.answer ? this.answered(this.answer) : nothing}</div>
      ${this.secret ? html`<section class="card secret"><h2>The new secret, shown this once</h2>
        <p><code id="secret">${this.secret}</code> <cc-copy .text=${this.secret} label="the secret"></cc-copy></p></section>` : nothing}
      <dl class="facts">
        <dt>Tenant</dt><dd>${it.tenant_id === '*' ? 'all' : it.tenant_id}</dd>
        <dt>Behind</dt><dd id="behind">${behind(it.behind)}</dd>
        <dt>Last success</dt><dd>${it.last_success_at ? html`<cc-time .value=${it.last_success_at}></cc-time>` : 'never'}</dd>
        ${it.failing_since ? html`<dt>Failing since</dt><dd><cc-time .value=${it.failing_since}></cc-time>, events of ${it.failures} subjects in a row</dd>` : nothing}
        ${it.next_at && it.state === 'failing' ? html`<dt>Tried next</dt><dd><cc-time .value=${it.next_at}></cc-time></dd>` : nothing}
        ${it.last_error ? html`<dt>Last error</dt><dd>${it.last_error}</dd>` : nothing}
        ${it.old_secret_until ? html`<dt>Old secret</dt><dd>signs too until <cc-time .value=${it.old_secret_until}></cc-time></dd>` : nothing}
        <dt>Types</dt><dd>${it.types.join(', ')}</dd>
        <dt>History</dt><dd><a href=${'/console/audit?' + new URLSearchParams({about: it.id})}>who did what with it</a></dd></dl>
      <h2>Attempts</h2>
      <p class="row"><label><input type="checkbox" id="failed" .checked=${this.failed} @change=${(event) => { this.failed = event.target.checked; }}> Failed ones only</label></p>
      <cc-problem .problem=${this.attempts.problem}></cc-problem>
      ${this.attempts.loaded && !this.attempts.rows.length
        ? html`<cc-empty>${this.failed ? 'None has failed' : 'Each attempt to deliver an event appears here'}: they are kept for seven days.</cc-empty>`
        : html`<cc-list label="Attempts" .rows=${this.attempts.rows} .columns=${COLUMNS} .fresh=${this.attempts.fresh} @cc-fresh=${() => this.attempts.refresh()}
            ?more=${Boolean(this.attempts.cursor)} ?busy=${this.attempts.busy} @cc-more=${() => this.attempts.more()}></cc-list>`}`;
  }

  answered({says, status, duration_ms: took, error, body}) {
    return html`<section class="card"><p>${says ?? (status
      ? `It answered ${status} within ${took} ms.` : `It did not answer: ${error}.`)}</p>
      ${body ? html`<p><code>${body}</code></p>` : nothing}</section>`;
  }
}

function behind({events, seconds, more}) {
  if (!events) {
    return more ? 'far behind, with little that it wants' : 'nothing';
  }
  const oldest = new Date(Date.now() - seconds * 1000).toISOString();
  return html`${events}${more ? ' or more' : ''} ${events === 1 ? 'event' : 'events'}, the oldest from <cc-time .value=${oldest}></cc-time>`;
}

customElements.define('cc-destination', Destination);

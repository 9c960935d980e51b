import {LitElement, css, html, nothing} from 'lit';
import {get, me} from '../api.js';
import {above} from '../router.js';
import {follow} from '../ui/follow.js';
import {Load} from '../ui/load.js';
import {sayMissing} from '../ui/say.js';
import {shared} from '../ui/styles.js';
import './countdown.js';
import './history.js';
import {mend, short} from './mending.js';

const DESIRED = [
  {title: 'Scope', cell: (it) => it.scope},
  {title: 'Account', long: true, cell: (it) => (it.user_uri ? short(it.user_uri) : 'everybody in the organization')},
];

const HELD = [
  {title: 'Subscription', cell: (it) => short(it.uri) || 'not at Calendly yet'},
  {title: 'Scope', cell: (it) => it.scope},
  {title: 'State', cell: (it) => html`<cc-state value=${it.state}></cc-state>`},
  {title: 'Carried by', cell: (it) => (it.carrier_connection_id
    ? html`<a href="/console/connections/${it.carrier_connection_id}">connection ${it.carrier_connection_id.slice(0, 8)}…</a>` : 'nobody')},
  {title: 'Retrying', cell: (it) => html`<cc-countdown .since=${it.retry_started_at}></cc-countdown>`},
  {title: 'Checked', cell: (it) => html`<cc-time .value=${it.checked_at}></cc-time>`},
  {title: 'Calendly said', long: true, cell: (it) => it.last_error ?? ''},
];

const LISTED = [
  {title: 'At Calendly', cell: (it) => short(it.uri)},
  {title: 'Scope', cell: (it) => it.scope},
  {title: 'State', cell: (it) => html`<cc-state value=${it.active ? 'active' : 'disabled'}></cc-state>`},
  {title: 'Whose', cell: (it) => (it.ours ? 'ours' : 'somebody else’s')},
  {title: 'As wanted', cell: (it) => (it.good ? 'yes' : it.ours ? 'no' : '')},
  {title: 'Retrying', cell: (it) => html`<cc-countdown .since=${it.retry_started_at}></cc-countdown>`},
];

const ACCOUNTS = [
  {title: 'Account', long: true, cell: (it) => short(it.uri)},
  {title: 'Role', cell: (it) => it.role ?? 'not asked yet'},
  {title: 'Known', cell: (it) => html`<cc-time .value=${it.role_at}></cc-time>`},
  {title: 'Refused', long: true, cell: (it) => html`${it.refusal ?? ''} <cc-time .value=${it.refused_until}></cc-time>`},
];

/** `<cc-organization .uri>`: what it should have, what we hold, what Calendly lists, and what happened. */
class OrganizationDetail extends LitElement {
  static properties = {uri: {}, admin: {state: true}, said: {state: true}, failed: {state: true}, entries: {state: true}, before: {state: true}};

  static styles = [shared, css`
    .trouble { border-inline-start: 6px solid var(--cc-warn); }
  `];

  constructor() {
    super();
    this.entries = [];
    this.detail = new Load(this, (signal) => get('/organizations', {organization: this.uri}, {signal}));
    this.past = new Load(this, (signal, before) => get('/history/organizations', {organization: this.uri, before}, {signal}));
    me().then(({admin}) => { this.admin = admin; }, () => {});
  }

  willUpdate(changed) {
    if (changed.has('uri')) {
      // Nothing of the one before is shown as this one's.
      Object.assign(this, {said: null, failed: null, entries: [], before: null});
      [this.detail, this.past].forEach((load) => load.forget());
      this.look();
    }
  }

  look() {
    this.history(null);
    return this.detail.run();
  }

  async history(before) {
    const past = await this.past.run(before);
    sayMissing(before, this.past.problem);
    if (past && !this.past.problem) {
      this.entries = before ? [...this.entries, ...past.entries] : past.entries;
      this.before = past.before;
    }
  }

  async reconcile() {
    const {uri} = this;
    const before = this.one?.last_outcome_at;
    this.failed = this.said = null;
    try {
      this.said = await mend({action: 'reconcile', of: uri});
    } catch (problem) {
      this.failed = problem;
      return;
    }
    const over = await follow(this, async () => {
      if (this.uri === uri) {
        await this.detail.run();
      }
      return this.uri !== uri || this.one?.last_outcome_at !== before;
    });
    if (this.isConnected && this.uri === uri) {
      this.said = {says: over ? `It was looked at: ${this.one.last_outcome}.` : 'It still waits for its turn, which comes when nobody looks, too.'};
      this.history(null);
    }
  }

  get one() {
    return this.detail.value?.organizations[0];
  }

  render() {
    const {detail: {value, problem, busy}, one} = this;
    return html`<p><a href=${above('organizations')}>Organizations</a></p>
      <h1>Organization ${short(this.uri).replace('organizations/', '')}</h1>
      <p><code>${this.uri}</code> <cc-copy .text=${this.uri} label="the URI"></cc-copy></p>
      <cc-problem .problem=${problem} retry @cc-retry=${this.look}></cc-problem>
      <cc-problem .problem=${this.failed}></cc-problem>
      ${this.said ? html`<p class="card" role="status">${this.said.says}</p>` : nothing}
      ${one ? this.whole(one) : value && !busy ? html`<cc-empty>Nobody of this organization has ever connected. It is listed as soon as somebody has.</cc-empty>`
        : problem ? nothing : html`<p role="status">Looking…</p>`}`;
  }

  whole(one) {
    const retried = one.held.find((it) => it.retry_started_at);
    return html`
      <section class="card ${retried || one.gap_since || one.attempts ? 'trouble' : ''}">
        <dl class="facts">
          <dt>Last look</dt><dd>${one.last_outcome ?? 'never'} <cc-time .value=${one.last_outcome_at}></cc-time></dd>
          <dt>Next look</dt><dd>${one.claimed_until ? 'under way' : html`<cc-time .value=${one.due_at}></cc-time>`}
            ${one.attempts ? `after ${one.attempts} that left something undone` : ''}</dd>
          ${retried ? html`<dt>Calendly retries</dt><dd><cc-countdown .since=${retried.retry_started_at}></cc-countdown>
            It repeats deliveries that were not answered, since <cc-time .value=${retried.retry_started_at}></cc-time>;
            the first that is answered ends it. <a href="/console/deliveries?${new URLSearchParams({organization: one.uri})}">Look at the deliveries</a>.</dd>` : nothing}
          ${one.gap_since ? html`<dt>Gap</dt><dd>Deliveries may have been missed since <cc-time .value=${one.gap_since}></cc-time>; a sync reads them.</dd>` : nothing}
          ${one.refused.map((it) => html`<dt>Refused</dt><dd>${it.says}</dd>`)}</dl>
        <p class="row"><a href="/console/connections?${new URLSearchParams({organization: one.uri})}">Its connections</a>
          <a href="/console/deliveries?${new URLSearchParams({organization: one.uri})}">Its deliveries</a>
          ${this.admin ? html`<button @click=${this.reconcile}>Look at it now</button>` : nothing}</p></section>
      ${this.part('Held', 'what we have', one.held, HELD, 'We hold no subscription here.')}
      ${this.part('Desired', 'what it should have', one.desired, DESIRED, 'It should have none: nobody of it is connected, or it was not looked at yet.', (it) => it.scope + it.user_uri)}
      ${this.part('Listed', html`what Calendly listed <cc-time .value=${one.seen_at}></cc-time>`, one.listed, LISTED, 'Calendly listed none then. What was made since is listed by the next look.', (it) => it.uri)}
      ${one.accounts.length ? this.part('Accounts', 'what Calendly’s answers have taught', one.accounts, ACCOUNTS, '', (it) => it.uri) : nothing}
      <h2>What happened</h2>
      <cc-problem .problem=${this.past.problem}></cc-problem>
      <cc-history .entries=${this.entries} .before=${this.before} ?busy=${this.past.busy} @cc-more=${() => this.history(this.before)}></cc-history>`;
  }

  part(name, what, rows, columns, empty, key = (it) => it.id) {
    return html`<h2>${name} <small>${what}</small></h2>
      ${rows.length ? html`<cc-list label=${name} .rows=${rows} .columns=${columns} .key=${key}></cc-list>` : html`<cc-empty>${empty}</cc-empty>`}`;
  }
}

customElements.define('cc-organization', OrganizationDetail);

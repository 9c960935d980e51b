import {LitElement, css, html, nothing} from 'lit';
import {get, me, post} from '../api.js';
import {above} from '../router.js';
import {ask} from '../ui/ask.js';
import {copy} from '../ui/copy.js';
import {follow} from '../ui/follow.js';
import {Load} from '../ui/load.js';
import {sayMissing} from '../ui/say.js';
import {shared} from '../ui/styles.js';
import './history.js';
import {diagnosePage, meetingsPage, mend, organizationPage, saying, short} from './mending.js';

/** `<cc-connection .connection=${id}>`: all that is known of one, and what can be done about it. */
class ConnectionDetail extends LitElement {
  static properties = {connection: {}, admin: {state: true}, said: {state: true}, failed: {state: true}, entries: {state: true}, before: {state: true}};

  static styles = [shared, css`
    .broken { border-inline-start: 6px solid var(--cc-bad); }
    .said { border-inline-start: 4px solid var(--cc-link); }
    .missing { color: var(--cc-bad); }
    .links { gap: .3rem 1.25rem; }
  `];

  constructor() {
    super();
    this.entries = [];
    this.detail = new Load(this, (signal) => get(`/connections/${this.path}`, {}, {signal}));
    this.chain = new Load(this, (signal) => get(`/diagnosis/connections/${this.path}`, {}, {signal}));
    this.past = new Load(this, (signal, before) => get(`/history/connections/${this.path}`, {before}, {signal}));
    me().then(({admin}) => { this.admin = admin; }, () => {});
  }

  get path() {
    return encodeURIComponent(this.connection);
  }

  willUpdate(changed) {
    if (changed.has('connection')) {
      // Nothing of the one before is shown as this one's.
      Object.assign(this, {said: null, failed: null, entries: [], before: null});
      [this.detail, this.chain, this.past].forEach((load) => load.forget());
      this.look();
    }
  }

  look() {
    this.chain.run();
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

  copy() {
    copy(this.connection, 'the connection’s id');
  }

  /** @param over whether what was asked for is done, by what is known then; some looks are enough where nothing says so */
  async act(doing, over = null) {
    const {connection} = this;
    this.failed = this.said = null;
    try {
      this.said = await doing();
    } catch (problem) {
      this.failed = problem;
      return;
    }
    await follow(this, async () => {
      if (this.connection === connection) {
        await this.detail.run();
      }
      return this.connection !== connection || Boolean(over?.(this.detail));
    }, over ? 30 : 2);
    if (this.isConnected && this.connection === connection && this.detail.problem?.status !== 404) {
      this.look();
    }
  }

  readCalendar() {
    const before = this.detail.value.sync.last_at;
    return this.act(() => mend({action: 'sync', of: this.connection}), ({value}) => value.sync.last_at !== before);
  }

  async destroy(action, words, over) {
    const {connection} = this.detail.value;
    const {path} = this;
    const answer = await ask(words.title, {text: words.text, typed: connection.user_id, reason: true, action: words.action});
    if (answer) {
      await this.act(async () => {
        await post(`/connections/${path}/${action}`, answer);
        return {says: words.done};
      }, over);
    }
  }

  render() {
    const {problem} = this.detail;
    // What is gone is not shown any more; whoever has purged it is told so, and that is no problem.
    const gone = problem?.status === 404;
    const value = gone ? null : this.detail.value;
    return html`<p><a href=${above('connections')}>Connections</a></p>
      <h1>${value ? value.connection.account?.name ?? value.connection.user_id : 'Connection'}</h1>
      <cc-problem .problem=${gone && this.said ? null : problem} retry @cc-retry=${this.look}></cc-problem>
      <cc-problem .problem=${this.failed}></cc-problem>
      ${this.said ? saying(this.said) : nothing}
      ${value && (this.chain.value || this.chain.problem) ? this.whole(value) : problem ? nothing : html`<p role="status">Looking…</p>`}`;
  }

  whole(all) {
    const chain = this.chain.value;
    return html`
      <section class="card ${chain && !chain.ok ? 'broken' : ''}">
        <p class="row"><cc-state value=${all.status}></cc-state> <strong>${chain ? chain.says : all.reason ?? ''}</strong></p>
        <p class="row links"><a href=${diagnosePage(this.connection)}>Diagnose it, link by link</a>
          <a href=${meetingsPage(all.connection)}>Meetings</a>
          ${all.subscription ? html`<a href="/console/deliveries?${new URLSearchParams({subscription: all.subscription.id})}">Deliveries</a>` : nothing}
          <a href="/console/syncs?${new URLSearchParams({connection: this.connection})}">Syncs</a>
          <a href="/console/audit?${new URLSearchParams({connection: this.connection})}">Audit</a></p>
        ${this.admin ? this.actions(all) : nothing}</section>
      <div class="grid">${this.account(all)}${this.grant(all)}${this.subscription(all)}${this.sync(all)}</div>
      <h2>What happened</h2>
      <cc-problem .problem=${this.past.problem}></cc-problem>
      <cc-history .entries=${this.entries} .before=${this.before} ?busy=${this.past.busy} @cc-more=${() => this.history(this.before)}></cc-history>`;
  }

  actions({connection}) {
    const of = this.connection;
    const living = connection.active;
    return html`<p class="row">
      <button class="quiet" ?disabled=${!living} aria-describedby=${living ? nothing : 'ended'} @click=${this.readCalendar}>Read the calendar now</button>
      <button class="quiet" ?disabled=${!living} aria-describedby=${living ? nothing : 'ended'} @click=${() => this.act(() => mend({action: 'refresh', of}))}>Renew the grant now</button>
      <button class="quiet" @click=${() => this.act(() => mend({action: 'reconnect', of}))}>Make a link for connecting again</button>
      <button class="danger" ?disabled=${!living} aria-describedby=${living ? nothing : 'ended'} @click=${() => this.destroy('disconnect', {
        title: 'Disconnect this user?', text: 'Nothing arrives any more until the user connects again. Meetings that are here stay.',
        action: 'Disconnect', done: 'The user is disconnected; what is left at Calendly is cleaned up.'}, ({value}) => value.status === 'disconnected')}>Disconnect…</button>
      <button class="danger" @click=${() => this.destroy('purge', {
        title: 'Purge this connection?', text: 'The user is disconnected, and every meeting of theirs is deleted here. Nobody can undo it.',
        action: 'Purge', done: 'Nothing of this connection is kept; it is gone once its clean-up at Calendly is done.'}, ({problem}) => problem?.status === 404)}>Purge…</button></p>
      ${living ? nothing : html`<p id="ended"><small>It is not active: there is no calendar to read, no grant to renew, and nothing to disconnect.</small></p>`}`;
  }

  account({connection, organization}) {
    const account = connection.account;
    return html`<section class="card"><h2>Account</h2>${account ? html`<dl class="facts">
      <dt>Name</dt><dd>${account.name ?? nothing}</dd><dt>E-mail</dt><dd>${account.email ?? nothing}</dd>
      <dt>Time zone</dt><dd>${account.timezone ?? nothing}</dd>
      <dt>User</dt><dd>${connection.user_id} of ${connection.tenant_id}</dd>
      <dt>Account</dt><dd><code>${short(account.uri)}</code> <cc-copy .text=${account.uri} label="the account's URI"></cc-copy></dd>
      <dt>Organization</dt><dd><a href=${organizationPage(account.organization_uri)}>${short(account.organization_uri)}</a></dd>
      <dt>Role</dt><dd>${organization?.role ?? 'not asked yet'} <cc-time .value=${organization?.role_at}></cc-time></dd></dl>`
      : html`<p>Nobody knows yet whose account it is: the consent was not finished.</p>`}</section>`;
  }

  grant({grant, scopes}) {
    return html`<section class="card"><h2>Grant</h2><dl class="facts">
      <dt>Kept</dt><dd>${grant.stored ? 'yes' : 'no'}</dd>
      <dt>Access token ends</dt><dd><cc-time .value=${grant.expires_at}></cc-time></dd>
      <dt>Renewed</dt><dd><cc-time .value=${grant.renewed_at}></cc-time></dd>
      <dt>Renewed next</dt><dd><cc-time .value=${grant.next_renewal_at}></cc-time></dd>
      ${grant.trouble ? html`<dt>Trouble</dt><dd class="missing">${grant.trouble} <cc-time .value=${grant.trouble_since}></cc-time></dd>` : nothing}
      <dt>Scopes</dt><dd>${scopes.granted.length ? scopes.granted.join(', ') : 'not told'}</dd>
      <dt>Missing</dt><dd class=${scopes.missing.length ? 'missing' : ''}>${scopes.missing.length ? scopes.missing.join(', ') : 'nothing'}</dd></dl></section>`;
  }

  subscription({subscription, organization}) {
    return html`<section class="card"><h2>Subscription</h2>${subscription ? html`<dl class="facts">
      <dt>State</dt><dd><cc-state value=${subscription.status}></cc-state> at ${subscription.scope} scope</dd>
      <dt>Carried</dt><dd>${subscription.carried ? 'by this connection' : 'by another connection'}</dd>
      <dt>Checked</dt><dd><cc-time .value=${subscription.checked_at}></cc-time></dd>
      <dt>Looked at next</dt><dd><cc-time .value=${organization?.due_at}></cc-time></dd>
      ${organization?.gap_since ? html`<dt>Gap since</dt><dd class="missing"><cc-time .value=${organization.gap_since}></cc-time></dd>` : nothing}
      ${subscription.last_error ? html`<dt>Calendly said</dt><dd>${subscription.last_error}</dd>` : nothing}</dl>`
      : html`<p>No subscription serves this connection. ${organization?.outcome ?? ''}</p>`}</section>`;
  }

  sync({sync}) {
    return html`<section class="card"><h2>Calendar</h2><dl class="facts">
      <dt>Last sync</dt><dd><cc-state value=${sync.status}></cc-state> <cc-time .value=${sync.last_at}></cc-time></dd>
      <dt>Meetings here</dt><dd>${sync.meetings.toLocaleString('en')}</dd>
      <dt>Read next</dt><dd><cc-time .value=${(sync.status === 'pending' ? sync.due_at : null) ?? sync.nightly_at}></cc-time></dd>
      ${sync.error ? html`<dt>Trouble</dt><dd class="missing">${sync.error}</dd>` : nothing}</dl></section>`;
  }
}

customElements.define('cc-connection', ConnectionDetail);

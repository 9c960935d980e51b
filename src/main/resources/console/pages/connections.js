import {css, html, nothing} from 'lit';
import {get} from '../api.js';
import {leave, setParams} from '../router.js';
import {Load} from '../ui/load.js';
import {Page} from '../ui/page.js';
import {sayMissing} from '../ui/say.js';
import './connection.js';
import {short} from './mending.js';

export const title = 'Connections';

const STATES = ['active', 'needs_reconnect', 'connecting', 'closing', 'disconnected'];

const FIELDS = [
  {name: 'q', label: 'User, e-mail, account, organization or id', type: 'search'},
  {name: 'tenant', label: 'Tenant'},
  {name: 'status', label: 'Status', type: 'select', options: STATES},
];

/** Those that links from other pages bring. */
const OTHERS = ['organization', 'user', 'account'];

const COLUMNS = [
  {title: 'Name', cell: (it) => it.account?.name ?? it.user_id},
  {title: 'User', long: true, cell: (it) => it.user_id},
  {title: 'Tenant', long: true, cell: (it) => it.tenant_id},
  {title: 'Status', cell: (it) => html`<cc-state value=${it.status}></cc-state>`},
  {title: 'Account', long: true, cell: (it) => it.account?.email ?? short(it.account?.uri)},
  {title: 'Why', long: true, cell: (it) => it.reason ?? ''},
  {title: 'Last sync', cell: (it) => html`${it.last_sync_status === 'failed' ? 'failed ' : ''}<cc-time .value=${it.last_sync_at}></cc-time>`},
  {title: 'Connected', cell: (it) => html`<cc-time .value=${it.connected_at}></cc-time>`},
];

class Connections extends Page {
  static properties = {...Page.properties, rows: {state: true}, cursor: {state: true}};

  static styles = [Page.styles, css`
    .facets { display: flex; flex-wrap: wrap; gap: .4rem .6rem; margin-block: 0 1rem; }
    .facets button { min-block-size: 1.75rem; padding: .1rem .7rem; font-weight: 400; }
  `];

  constructor() {
    super();
    this.rows = [];
    this.list = new Load(this, (signal, cursor) => get('/connections', this.wanted({cursor}), {signal}));
    this.counts = new Load(this, (signal) => get('/connection-counts', this.counted(), {signal}));
  }

  willUpdate(changed) {
    const asked = this.rest[0] ?? this.params.toString();
    if ((changed.has('params') || changed.has('rest')) && asked !== this.asked) {
      this.asked = asked;
      if (!this.rest[0]) {
        this.look();
      }
    }
  }

  wanted(more) {
    const wanted = Object.fromEntries([...FIELDS.map(({name}) => name), ...OTHERS].map((it) => [it, this.params.get(it)]));
    return {...wanted, ...more};
  }

  counted() {
    return Object.fromEntries(['tenant', 'status', 'organization'].map((it) => [it, this.params.get(it)]));
  }

  /** Rows stay until there are others, and come together with what stands above them: nothing moves twice. */
  async look() {
    const filters = this.params.toString();
    if (filters !== this.listed) {
      this.rows = [];
      this.listed = filters;
    }
    await this.more(null, this.counts.run());
  }

  async more(cursor = null, above = null) {
    const filters = this.listed;
    const page = await this.list.run(cursor);
    await above;
    if (filters !== this.listed) {
      return;
    }
    sayMissing(cursor, this.list.problem);
    if (page && !this.list.problem) {
      this.rows = cursor ? [...this.rows, ...page.connections] : page.connections;
      this.cursor = page.next_cursor;
    }
  }

  onKey(key) {
    const detail = this.renderRoot.querySelector('cc-connection');
    if (key === 'r') {
      (detail ?? this).look();
      return true;
    }
    const acts = {Escape: () => leave('connections'), c: () => detail.copy()};
    return Boolean(detail && acts[key] && (acts[key](), true));
  }

  render() {
    return this.rest[0] ? html`<cc-connection .connection=${this.rest[0]}></cc-connection>` : this.all();
  }

  all() {
    const {problem} = this.list;
    const busy = this.list.busy || this.counts.busy;
    return html`<h1>Connections</h1>
      <cc-filters .fields=${FIELDS} .params=${this.params} .others=${OTHERS}></cc-filters>
      ${this.facets()}
      <cc-problem .problem=${problem} retry @cc-retry=${() => this.look()}></cc-problem>
      ${problem && !this.rows.length ? nothing : !this.rows.length && busy ? html`<p role="status">Looking…</p>` : this.rows.length ? html`<cc-list label="Connections" .rows=${this.rows} .columns=${COLUMNS}
          .href=${(it) => `/console/connections/${it.id}`} ?busy=${busy} ?more=${this.cursor} @cc-more=${() => this.more(this.cursor)}></cc-list>`
        : this.empty()}`;
  }

  empty() {
    return html`<cc-empty>${this.params.toString()
      ? 'No connection is like that. Take a filter away, or diagnose: whoever has never begun to connect is not here.'
      : 'Every user who connects Calendly is listed here, from the moment of the consent.'}</cc-empty>`;
  }

  facets() {
    const counts = this.counts.value;
    const status = this.params.get('status');
    return counts === null ? nothing : html`
      <div class="facets" role="group" aria-label="By status">${STATES.filter((it) => counts.states[it]).map((it) => html`
        <button class="quiet" aria-pressed=${it === status ? 'true' : 'false'}
          @click=${() => setParams({status: it === status ? null : it})}>${it.replaceAll('_', ' ')} ${counts.states[it].toLocaleString('en')}</button>`)}</div>
      ${this.params.get('tenant') || counts.tenants.length < 2 && !status ? nothing : html`
        <div class="facets" role="group" aria-label="By tenant">${counts.tenants.map((it) => html`
          <button class="quiet" data-tenant=${it.tenant_id} @click=${() => setParams({tenant: it.tenant_id})}>${it.tenant_id} ${it.count.toLocaleString('en')}</button>`)}</div>`}`;
  }
}

customElements.define('cc-page-connections', Connections);

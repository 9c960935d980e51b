import {html, nothing} from 'lit';
import {me} from '../api.js';
import {setParams} from '../router.js';
import {Page} from '../ui/page.js';
import {PagedList} from '../ui/paged-list.js';
import {filtersOf, forForm, fromForm} from '../ui/times.js';
import './syncs-detail.js';

export const title = 'Syncs';

const FILTERS = ['state', 'kind', 'tenant', 'user', 'connection', 'from', 'to'];

const FIELDS = [
  {name: 'state', label: 'State', type: 'select', options: ['running', 'waiting', 'failed', 'done']},
  {name: 'kind', label: 'Kind', type: 'select', options: ['initial', 'repair', 'nightly', 'requested']},
  {name: 'user', label: 'User'},
  {name: 'tenant', label: 'Tenant'},
  {name: 'from', label: 'Began from (your time)', type: 'datetime-local'},
  {name: 'to', label: 'until', type: 'datetime-local'},
];

const COLUMNS = [
  {title: 'Asked for', cell: (row) => html`<cc-time .value=${row.created_at}></cc-time>`},
  {title: 'State', cell: (row) => html`<cc-state value=${row.state}></cc-state>`},
  {title: 'Kind', cell: (row) => row.kind},
  {title: 'User', cell: (row) => row.user_id},
  {title: 'Tenant', cell: (row) => row.tenant_id},
  {title: 'How it goes', cell: (row) => html`${row.says}${row.next_at ? html` Next <cc-time .value=${row.next_at}></cc-time>.` : nothing}`},
];

/** Whose calendars are read, which reading has failed, and why. */
class Syncs extends Page {
  static properties = {...Page.properties, admin: {state: true}};

  list = new PagedList(this, '/syncs', 'syncs');

  constructor() {
    super();
    this.admin = false;
    me().then(({admin}) => { this.admin = admin; }, () => {});
  }

  willUpdate(changed) {
    const times = changed.has('params') ? fromForm(this.params) : null;
    if (times) {
      queueMicrotask(() => setParams(times));
    } else if (!this.rest.length && (changed.has('params') || changed.has('rest'))
        && !this.list.show(filtersOf(this.params, FILTERS)) && changed.get('rest')?.length) {
      this.list.refresh();
    }
  }

  onKey(key) {
    const child = this.renderRoot.querySelector('[data-keys]');
    if (child) {
      return child.onKey(key);
    }
    if (key === 'r') {
      this.list.refresh();
    }
    return key === 'r';
  }

  render() {
    if (this.rest.length) {
      return html`<cc-sync data-keys .sync=${this.rest[0]} .admin=${this.admin}></cc-sync>`;
    }
    return html`<h1>Syncs</h1>
      <cc-filters .fields=${FIELDS} .params=${forForm(this.params)}></cc-filters>
      <cc-problem .problem=${this.list.problem}></cc-problem>
      ${this.list.loaded && !this.list.rows.length && !this.list.problem ? this.empty() : html`
        <cc-list label="Syncs" .rows=${this.list.rows} .columns=${COLUMNS} .href=${(row) => '/console/syncs/' + row.id}
          .fresh=${this.list.fresh} @cc-fresh=${() => this.list.refresh()}
          ?more=${Boolean(this.list.cursor)} ?busy=${this.list.busy} @cc-more=${() => this.list.more()}></cc-list>`}`;
  }

  empty() {
    return Object.keys(filtersOf(this.params, FILTERS)).length
      ? html`<cc-empty>No sync is like that. Clear a filter to see more.</cc-empty>`
      : html`<cc-empty>Each reading of a calendar appears here: after somebody has connected, after a gap in deliveries, at night, and when somebody asks.</cc-empty>`;
  }
}

customElements.define('cc-page-syncs', Syncs);

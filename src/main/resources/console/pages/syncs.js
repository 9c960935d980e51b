import {html, nothing} from 'lit';
import {ListPage} from '../ui/list-page.js';
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
  {title: 'User', long: true, cell: (row) => row.user_id},
  {title: 'Tenant', long: true, cell: (row) => row.tenant_id},
  {title: 'How it goes', long: true, cell: (row) => html`${row.says}${row.next_at ? html` Next <cc-time .value=${row.next_at}></cc-time>.` : nothing}`},
];

/** Whose calendars are read, which reading has failed, and why. */
class Syncs extends ListPage {
  static list = {name: 'syncs', heading: 'Syncs', filters: FILTERS, fields: FIELDS, columns: COLUMNS, opens: true};

  detail() {
    return html`<cc-sync data-keys .sync=${this.rest[0]} .admin=${this.admin}></cc-sync>`;
  }

  empty(filtered) {
    return filtered ? 'No sync is like that. Clear a filter to see more.'
      : 'Each reading of a calendar appears here: after somebody has connected, after a gap in deliveries, at night, and when somebody asks.';
  }
}

customElements.define('cc-page-syncs', Syncs);

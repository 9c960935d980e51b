import {html} from 'lit';
import {ListPage} from '../ui/list-page.js';
import './destinations-detail.js';

export const title = 'Destinations';

const FIELDS = [
  {name: 'state', label: 'State', type: 'select', options: ['active', 'failing', 'held', 'paused', {value: 'trouble', label: 'any but active'}]},
  {name: 'tenant', label: 'Tenant'},
];

const COLUMNS = [
  {title: 'Address', cell: (row) => row.url},
  {title: 'Tenant', long: true, cell: (row) => row.tenant_id === '*' ? 'all' : row.tenant_id},
  {title: 'State', cell: (row) => html`<cc-state value=${row.state}></cc-state>`},
  {title: 'Behind', number: true, cell: (row) => row.behind.events ? `${row.behind.events}${row.behind.more ? ' or more' : ''}` : 'none'},
  {title: 'Last success', cell: (row) => row.last_success_at ? html`<cc-time .value=${row.last_success_at}></cc-time>` : 'never'},
  {title: 'Last error', long: true, cell: (row) => row.last_error ?? ''},
];

/** Where events are sent to, and how that goes. */
class Destinations extends ListPage {
  static list = {name: 'destinations', heading: 'Destinations', filters: ['state', 'tenant'], fields: FIELDS, columns: COLUMNS, opens: true};

  detail() {
    return html`<cc-destination data-keys .destination=${this.rest[0]} .admin=${this.admin}></cc-destination>`;
  }

  empty(filtered) {
    return filtered ? 'No destination is like that. Clear a filter to see more.'
      : html`Addresses that events are sent to appear here. A backend makes one with <code>POST /api/backend/destinations</code>.`;
  }
}

customElements.define('cc-page-destinations', Destinations);

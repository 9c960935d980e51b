import {html} from 'lit';
import {me} from '../api.js';
import {Page} from '../ui/page.js';
import {PagedList} from '../ui/paged-list.js';
import {filtersOf} from '../ui/times.js';
import './destinations-detail.js';

export const title = 'Destinations';

const FILTERS = ['state', 'tenant'];

const FIELDS = [
  {name: 'state', label: 'State', type: 'select', options: ['active', 'failing', 'held', 'paused', {value: 'trouble', label: 'any but active'}]},
  {name: 'tenant', label: 'Tenant'},
];

const COLUMNS = [
  {title: 'Address', cell: (row) => row.url},
  {title: 'Tenant', cell: (row) => row.tenant_id === '*' ? 'all' : row.tenant_id},
  {title: 'State', cell: (row) => html`<cc-state value=${row.state}></cc-state>`},
  {title: 'Behind', number: true, cell: (row) => row.behind.events ? `${row.behind.events}${row.behind.more ? ' or more' : ''}` : 'none'},
  {title: 'Last success', cell: (row) => row.last_success_at ? html`<cc-time .value=${row.last_success_at}></cc-time>` : 'never'},
  {title: 'Last error', cell: (row) => row.last_error ?? ''},
];

/** Where events are sent to, and how that goes. */
class Destinations extends Page {
  static properties = {...Page.properties, admin: {state: true}};

  list = new PagedList(this, '/destinations', 'destinations');

  constructor() {
    super();
    this.admin = false;
    me().then(({admin}) => { this.admin = admin; }, () => {});
  }

  willUpdate(changed) {
    if (!this.rest.length && (changed.has('params') || changed.has('rest'))
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
      return html`<cc-destination data-keys .destination=${this.rest[0]} .admin=${this.admin}></cc-destination>`;
    }
    return html`<h1>Destinations</h1>
      <cc-filters .fields=${FIELDS} .params=${this.params}></cc-filters>
      <cc-problem .problem=${this.list.problem}></cc-problem>
      ${this.list.loaded && !this.list.rows.length && !this.list.problem ? this.empty() : html`
        <cc-list label="Destinations" .rows=${this.list.rows} .columns=${COLUMNS} .href=${(row) => '/console/destinations/' + row.id}
          .fresh=${this.list.fresh} @cc-fresh=${() => this.list.refresh()}
          ?more=${Boolean(this.list.cursor)} ?busy=${this.list.busy} @cc-more=${() => this.list.more()}></cc-list>`}`;
  }

  empty() {
    return Object.keys(filtersOf(this.params, FILTERS)).length
      ? html`<cc-empty>No destination is like that. Clear a filter to see more.</cc-empty>`
      : html`<cc-empty>Addresses that events are sent to appear here. A backend makes one with <code>POST /api/backend/destinations</code>.</cc-empty>`;
  }
}

customElements.define('cc-page-destinations', Destinations);

import {LitElement, css, html, nothing} from 'lit';
import {shared} from '../ui/styles.js';

const COLUMNS = [
  {title: 'Destination', cell: (it) => it.url},
  {title: 'State', cell: (it) => html`<cc-state value=${it.status}></cc-state>`},
  {title: 'Waiting', number: true, cell: (it) => (it.events >= 1000 ? '1000 or more' : it.events)},
  {title: 'Since', cell: (it) => html`<cc-time .value=${it.since}></cc-time>`},
  {title: 'Last success', cell: (it) => html`<cc-time .value=${it.last_success_at}></cc-time>`},
  {title: 'Error', cell: (it) => it.last_error ?? ''},
];

/** `<cc-tenant-look .look>`: what the backend of a tenant is missing, and how its connections are. */
class TenantLook extends LitElement {
  static properties = {look: {attribute: false}};

  static styles = [shared, css`
    .card { border-inline-start: 6px solid var(--cc-good); }
    .bad { border-inline-start-color: var(--cc-bad); }
    h2 { margin: 0 0 .3rem; }
  `];

  render() {
    const {tenant_id: tenant, ok, says, connections, destinations, last_event_at: last} = this.look;
    return html`<section class="card ${ok ? '' : 'bad'}" aria-labelledby="tenant">
      <h2 id="tenant">Tenant ${tenant}: ${says}</h2>
      <p>${last ? html`Something happened last <cc-time .value=${last}></cc-time>. ` : nothing}
        ${Object.entries(connections).map(([status, count]) => html`<a
          href="/console/connections?${new URLSearchParams({tenant, status})}">${count} ${status.replaceAll('_', ' ')}</a> `)}</p>
      ${destinations.length === 0 ? nothing : html`<cc-list label="Destinations" .rows=${destinations} .columns=${COLUMNS}
        .href=${(it) => `/console/destinations/${it.id}`}></cc-list>`}</section>`;
  }
}

customElements.define('cc-tenant-look', TenantLook);

import {html, nothing} from 'lit';
import {get} from '../api.js';
import {ListPage} from '../ui/list-page.js';

export const title = 'Audit';

const FILTERS = ['action', 'actor', 'user', 'tenant', 'about', 'connection', 'from', 'to'];

/** A file of more would be too much for a browser; a shorter time makes it smaller. */
const MOST = 50_000;

const FIELDS = [
  {name: 'action', label: 'Action'},
  {name: 'actor', label: 'Done by'},
  {name: 'user', label: 'User concerned'},
  {name: 'tenant', label: 'Tenant'},
  {name: 'about', label: 'About (id of a delivery, replay, destination, sync)'},
  {name: 'from', label: 'From (your time)', type: 'datetime-local'},
  {name: 'to', label: 'until', type: 'datetime-local'},
];

const PAGES = {delivery: 'deliveries/', replay: 'deliveries/replays/', destination: 'destinations/', sync: 'syncs/'};

const COLUMNS = [
  {title: 'When', cell: (row) => html`<cc-time .value=${row.at}></cc-time>`},
  {title: 'Action', cell: (row) => html`<code>${row.action}</code>`},
  {title: 'Done by', long: true, cell: (row) => row.actor?.user_id ?? row.user_id ?? 'the service'},
  {title: 'Concerns', long: true, cell: concerns},
  {title: 'What', long: true, cell: details},
  {title: 'From where', long: true, cell: (row) => html`${row.client_address ?? ''} <small>${row.user_agent ?? ''}</small>`},
];

/** Whoever has done it themselves stands beside it already. */
function concerns(row) {
  const tenant = row.tenant_id ? ` in ${row.tenant_id}` : '';
  if (row.connection_id) {
    return html`<a href=${'/console/connections/' + row.connection_id}>${row.user_id ?? 'a connection'}</a>${tenant}`;
  }
  return row.user_id && row.actor ? row.user_id + tenant : row.tenant_id ?? '';
}

function details({details: all}) {
  return Object.entries(all).map(([name, value], at) => html`${at ? ', ' : ''}${name === 'reason'
    ? html`“${value}”`
    : html`<span class="soft">${name}</span> ${PAGES[name]
      ? html`<a href=${'/console/' + PAGES[name] + value}>${String(value).slice(0, 8)}</a>`
      : typeof value === 'object' ? JSON.stringify(value) : value}`}`);
}

/** What was done, by whom, when, and from where. */
class Audit extends ListPage {
  static list = {name: 'audit', rows: 'entries', heading: 'Audit', filters: FILTERS, fields: FIELDS, columns: COLUMNS, opens: false};

  static properties = {...ListPage.properties, written: {state: true}, exporting: {state: true}, problem: {state: true}};

  constructor() {
    super();
    this.anew();
  }

  anew() {
    Object.assign(this, {written: null, problem: null});
  }

  /** All that match, a page at a time, as JSON lines. */
  async export() {
    this.exporting = true;
    await this.exportAll();
    this.exporting = false;
  }

  async exportAll() {
    const lines = [];
    const {filters} = this;
    Object.assign(this, {problem: null, written: 0});
    try {
      let cursor = null;
      do {
        const page = await get('/audit', {...filters, limit: 200, cursor});
        lines.push(...page.entries.map((entry) => JSON.stringify(entry) + '\n'));
        this.written = lines.length;
        cursor = page.next_cursor;
      } while (cursor && lines.length < MOST && this.isConnected);
      if (this.isConnected) {
        save(lines);
      }
    } catch (problem) {
      Object.assign(this, {problem, written: null});
    }
  }

  actions() {
    return html`<p class="row"><button class="quiet" id="export" ?disabled=${this.exporting} aria-describedby="written" @click=${this.export}>Export as JSON lines</button>
      <span role="status" id="written">${this.written === null ? nothing : this.exported()}</span></p>`;
  }

  exported() {
    return `${this.written} ${this.written === 1 ? 'entry' : 'entries'}${this.written >= MOST ? ': there may be more, choose a shorter time' : ''}`;
  }

  empty(filtered) {
    return filtered ? 'Nothing like that was done. Clear a filter to see more.'
      : 'What users and operators do appears here, as soon as somebody connects.';
  }
}

function save(lines) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(lines, {type: 'application/x-ndjson'}));
  link.download = 'audit.jsonl';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

customElements.define('cc-page-audit', Audit);

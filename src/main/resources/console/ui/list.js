import {LitElement, css, html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {go} from '../router.js';
import {shared} from './styles.js';

/**
 * `<cc-list .rows .columns>`: a table that keys work in.
 *
 * - `label` names it; `columns` are `{title, cell(row), number?, long?}`, the first of which is the row's header; what is
 *   `long` may be broken anywhere;
 * - `href(row)` is where a row leads, from its first cell too; `key(row)` tells rows apart (`row.id`);
 * - `selectable` gives rows a box; `cc-select` tells `detail.selected`, a Set of keys;
 * - `fresh` rows wait above: nothing moves until somebody asks, which is `cc-fresh`;
 * - `more` says that the list goes on, and `cc-more` asks for it.
 */
class List extends LitElement {
  static properties = {
    rows: {attribute: false}, columns: {attribute: false}, href: {attribute: false}, key: {attribute: false}, label: {},
    selectable: {type: Boolean}, selected: {attribute: false}, fresh: {type: Number}, more: {type: Boolean}, busy: {type: Boolean},
    at: {state: true},
  };

  static styles = [shared, css`
    table { overflow-wrap: break-word; }
    th, td, th code, td code { overflow-wrap: inherit; }
    td.long, tbody th { overflow-wrap: anywhere; min-inline-size: 6.5rem; }
    tr.at td, tr.at th { background: var(--cc-mark); }
    tbody th { color: inherit; font-size: inherit; font-weight: 400; }
    .fresh { inline-size: 100%; margin-block-end: .5rem; }
    .more { margin-block: 1rem; }
    td.box { inline-size: 2rem; }
    @media (max-width: 46rem) {
      thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
      table, tbody { display: block; }
      tr { display: grid; padding-block: .5rem; border-block-end: 1px solid var(--cc-line); }
      td, tbody th { display: flex; gap: .75rem; border: 0; padding: .1rem 0; text-align: start; }
      td[data-label]::before, tbody th[data-label]::before { content: attr(data-label); color: var(--cc-soft); flex: 0 0 7rem; font-size: .875rem; }
      td.number { text-align: start; }
      td { overflow-wrap: anywhere; }
    }
    @media (forced-colors: active) { tr.at { outline: 2px solid Highlight; } }
  `];

  constructor() {
    super();
    Object.assign(this, {rows: [], columns: [], key: (row) => row.id, selected: new Set(), fresh: 0, at: -1});
    this.onKey = (event) => this.keyed(event);
  }

  connectedCallback() {
    super.connectedCallback();
    this.page = pageAround(this);
    this.page?.addEventListener('cc-key', this.onKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.page?.removeEventListener('cc-key', this.onKey);
  }

  keyed(event) {
    const acts = {j: () => this.move(1), k: () => this.move(-1), Enter: () => this.open(), x: () => this.toggleAt()};
    if (!event.defaultPrevented && acts[event.detail.key]?.()) {
      event.preventDefault();
    }
  }

  move(by) {
    this.at = Math.max(0, Math.min(this.rows.length - 1, this.at + by));
    this.updateComplete.then(() => this.reach());
    return this.rows.length > 0;
  }

  /** Whoever listens hears which row it is, and Tab goes on from there. */
  reach() {
    const row = this.renderRoot.querySelector('tr.at');
    row?.querySelector('th a')?.focus({preventScroll: true});
    row?.scrollIntoView({block: 'nearest'});
  }

  open() {
    const row = this.rows[this.at];
    if (row && this.href) {
      go(this.href(row));
    }
    return Boolean(row);
  }

  toggleAt() {
    const row = this.rows[this.at];
    if (row && this.selectable) {
      this.toggle(this.key(row));
    }
    return Boolean(row);
  }

  toggle(key) {
    const selected = new Set(this.selected);
    if (!selected.delete(key)) {
      selected.add(key);
    }
    this.select(selected);
  }

  select(selected) {
    this.selected = selected;
    this.tell('cc-select', {selected});
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail, bubbles: true, composed: true}));
  }

  render() {
    return html`
      ${this.fresh ? html`<button class="quiet fresh" @click=${() => this.tell('cc-fresh')}>${this.fresh} new</button>` : nothing}
      <span class="unseen" role="status">${this.fresh ? `${this.fresh} new` : ''}</span>
      <table role="table" aria-label=${this.label ?? 'List'} aria-busy=${this.busy ? 'true' : 'false'}>
        <thead role="rowgroup"><tr role="row">${this.selectable ? html`<th role="columnheader" scope="col">${this.all()}</th>` : nothing}
          ${this.columns.map((it) => html`<th role="columnheader" scope="col" class=${it.number ? 'number' : ''}>${it.title}</th>`)}</tr></thead>
        <tbody role="rowgroup">${repeat(this.rows, this.key, (row, index) => this.row(row, index))}</tbody>
      </table>
      ${this.more ? html`<div class="more"><button class="quiet" ?disabled=${this.busy} @click=${() => this.tell('cc-more')}>More</button></div>` : nothing}`;
  }

  all() {
    const every = this.rows.length > 0 && this.rows.every((row) => this.selected.has(this.key(row)));
    return html`<input type="checkbox" aria-label="Select all that are shown" .checked=${every}
      @change=${() => this.select(new Set(every ? [] : this.rows.map(this.key)))}>`;
  }

  row(row, index) {
    const key = this.key(row);
    const name = `Select row ${index + 1}`;
    return html`<tr role="row" class=${index === this.at ? 'at' : ''} aria-current=${index === this.at ? 'true' : nothing}>
      ${this.selectable ? html`<td role="cell" class="box"><input type="checkbox" aria-label=${name}
        .checked=${this.selected.has(key)} @change=${() => this.toggle(key)}></td>` : nothing}
      ${this.columns.map((it, column) => this.cell(row, it, column))}</tr>`;
  }

  cell(row, {title, cell, number, long}, column) {
    const content = column === 0 && this.href ? html`<a href=${this.href(row)}>${cell(row)}</a>` : html`<span>${cell(row)}</span>`;
    return column === 0
      ? html`<th role="rowheader" scope="row" data-label=${title}>${content}</th>`
      : html`<td role="cell" data-label=${title} class=${number ? 'number' : long ? 'long' : ''}>${content}</td>`;
  }
}

/** Keys come by the page, however deep in it the list is. */
function pageAround(element) {
  let at = element;
  while (at && !at.localName.startsWith('cc-page-')) {
    at = at.getRootNode().host;
  }
  return at;
}

customElements.define('cc-list', List);

import {html, nothing} from 'lit';
import {me} from '../api.js';
import {leave, setParams} from '../router.js';
import {Page} from './page.js';
import {PagedList} from './paged-list.js';
import {filtersOf, forForm, fromForm, misread} from './times.js';

/**
 * A page of one list, whose filters are in the address, and whose rows have a page each below it (`detail()`, marked by
 * `data-keys`), which answers keys as long as it is shown. It says what it is made of:
 *
 *     static list = {name: 'syncs', heading: 'Syncs', filters, fields, columns, opens: true};
 */
export class ListPage extends Page {
  static properties = {...Page.properties, admin: {state: true}};

  constructor() {
    super();
    const {name, rows = name} = this.constructor.list;
    this.name = name;
    this.list = new PagedList(this, '/' + name, rows);
    this.admin = false;
    me().then(({admin}) => { this.admin = admin; }, () => {});
  }

  /** Whether a row's own page is shown. */
  get opened() {
    return this.constructor.list.opens && this.rest.length > 0;
  }

  /** The filters of the address. */
  get filters() {
    return filtersOf(this.params, this.constructor.list.filters);
  }

  willUpdate(changed) {
    const times = changed.has('params') ? fromForm(this.params) : null;
    if (times) {
      queueMicrotask(() => setParams(times));
    } else if (!this.opened && !this.misread && (changed.has('params') || changed.has('rest'))) {
      this.show(changed.get('rest')?.length > 0);
    }
  }

  /** Times in the address that are none: nobody is asked with them. */
  get misread() {
    return misread(this.params);
  }

  get trouble() {
    const {misread: odd} = this;
    return odd ? {
      title: 'The address names a time that nobody can read',
      detail: Object.entries(odd).map(([name, value]) => `“${name}” is “${value.slice(0, 40)}”.`).join(' ')
        + ' Choose a time in its field, take the filter away, or write it as 2026-02-04T13:00:00Z.',
    } : this.problem ?? this.list.problem;
  }

  /** Whoever comes back from a row sees what became of the others, too. */
  show(back) {
    if (this.list.show(this.filters)) {
      this.anew();
    } else if (back) {
      this.list.refresh();
    }
  }

  /** Other rows are asked for. */
  anew() {}

  onKey(key) {
    if (this.opened) {
      return this.renderRoot.querySelector('[data-keys]')?.onKey?.(key) ?? (key === 'Escape' && (leave(this.name), true));
    }
    if (key === 'r') {
      this.list.refresh();
    }
    return key === 'r';
  }

  render() {
    return this.opened ? this.detail() : this.overview();
  }

  overview() {
    const {heading, fields, filters} = this.constructor.list;
    const others = filters.filter((name) => !fields.some((it) => it.name === name));
    return html`<h1>${heading}</h1>
      ${this.intro()}
      <cc-filters .fields=${fields} .params=${forForm(this.params)} .others=${others} .odd=${this.misread}></cc-filters>
      ${this.actions()}
      <cc-problem .problem=${this.trouble} ?retry=${this.trouble === this.list.problem} @cc-retry=${() => this.list.refresh()}></cc-problem>
      ${this.list.rows.length && !this.misread ? this.rows() : this.nothingYet()}`;
  }

  /** Above the filters. */
  intro() {
    return nothing;
  }

  /** Below them. */
  actions() {
    return nothing;
  }

  nothingYet() {
    if (this.misread || this.list.problem) {
      return nothing;
    }
    return this.list.loaded ? html`<cc-empty>${this.empty(Object.keys(this.filters).length > 0)}</cc-empty>` : html`<p role="status">Looking…</p>`;
  }

  rows() {
    const {heading, columns, opens} = this.constructor.list;
    return html`<cc-list label=${heading} .rows=${this.list.rows} .columns=${columns}
      .href=${opens ? (row) => `/console/${this.name}/${row.id}` : undefined}
      ?selectable=${this.selectable} .selected=${this.selected ?? new Set()} @cc-select=${(event) => { this.selected = event.detail.selected; }}
      .fresh=${this.list.fresh} @cc-fresh=${() => this.list.refresh()}
      ?more=${Boolean(this.list.cursor)} ?busy=${this.list.busy} @cc-more=${() => this.list.more()}></cc-list>`;
  }
}

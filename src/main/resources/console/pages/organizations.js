import {css, html, nothing} from 'lit';
import {get} from '../api.js';
import {leave, setParams} from '../router.js';
import {Load} from '../ui/load.js';
import {copy} from '../ui/copy.js';
import {Page} from '../ui/page.js';
import {sayMissing} from '../ui/say.js';
import './countdown.js';
import './organization.js';
import {organizationPage, short} from './mending.js';

export const title = 'Organizations';

/** Those of subscriptions are named as the service names their states. */
export const TROUBLES = [
  {value: 'retrying', label: 'Calendly is retrying: disabled within a day'},
  {value: 'gap', label: 'deliveries may have been missed'},
  {value: 'unfinished', label: 'the last look left something undone'},
  {value: 'disabled', label: 'disabled by Calendly'},
  {value: 'refused', label: 'refused by Calendly'},
  {value: 'plan_not_allowed', label: 'not allowed by the plan'},
  {value: 'orphaned', label: 'left behind at Calendly'},
];

const retried = (it) => it.held.map((held) => held.retry_started_at).filter(Boolean).sort()[0] ?? null;

const COLUMNS = [
  {title: 'Organization', cell: (it) => short(it.uri)},
  {title: 'Subscriptions', cell: (it) => it.held.length
    ? html`${it.held.slice(0, 3).map((held) => html`<cc-state value=${held.state}></cc-state> `)}${it.held.length > 3 ? `and ${it.held.length - 3} more` : ''}` : 'none'},
  {title: 'Retrying', cell: (it) => html`<cc-countdown .since=${retried(it)}></cc-countdown>`},
  {title: 'Gap since', cell: (it) => html`<cc-time .value=${it.gap_since}></cc-time>`},
  {title: 'Last look', cell: (it) => html`${it.last_outcome ?? 'never'} <cc-time .value=${it.last_outcome_at}></cc-time>`},
  {title: 'Next look', cell: (it) => html`<cc-time .value=${it.due_at}></cc-time>`},
];

class Organizations extends Page {
  static properties = {...Page.properties, rows: {state: true}, cursor: {state: true}};

  static styles = [Page.styles, css`
    .facets { display: flex; flex-wrap: wrap; gap: .4rem .6rem; margin-block: 0 1rem; }
    .facets button { min-block-size: 1.75rem; padding: .1rem .7rem; font-weight: 400; }
  `];

  constructor() {
    super();
    this.rows = [];
    this.list = new Load(this, (signal, cursor) => get('/organizations',
      {trouble: this.params.get('trouble'), cursor}, {signal}));
  }

  willUpdate(changed) {
    const asked = this.params.toString();
    if (changed.has('params') && asked !== this.asked) {
      this.asked = asked;
      if (!this.params.get('uri')) {
        this.look();
      }
    }
  }

  /** Rows stay until there are others. */
  async look() {
    const filters = this.params.toString();
    if (filters !== this.listed) {
      this.rows = [];
      this.listed = filters;
    }
    await this.more();
  }

  async more(cursor = null) {
    const page = await this.list.run(cursor);
    sayMissing(cursor, this.list.problem);
    if (page && !this.list.problem) {
      const rows = cursor ? [...this.rows, ...page.organizations] : page.organizations;
      // Whoever is disabled first stands first.
      this.rows = this.params.get('trouble') === 'retrying'
        ? rows.toSorted((a, b) => String(retried(a)).localeCompare(String(retried(b)))) : rows;
      this.cursor = page.next_cursor;
    }
  }

  onKey(key) {
    const detail = this.renderRoot.querySelector('cc-organization');
    const acts = {r: () => (detail ?? this).look()};
    if (detail) {
      Object.assign(acts, {Escape: () => leave('organizations'), c: () => copy(detail.uri, 'the organization’s URI')});
    }
    acts[key]?.();
    return key in acts;
  }

  render() {
    const uri = this.params.get('uri');
    return uri ? html`<cc-organization .uri=${uri}></cc-organization>` : this.all();
  }

  all() {
    const {problem, busy} = this.list;
    const trouble = this.params.get('trouble');
    return html`<h1>Organizations</h1>
      <cc-filters .fields=${[{name: 'uri', label: 'By its URI', type: 'search'}]} .params=${this.params}></cc-filters>
      <div class="facets" role="group" aria-label="In trouble">${TROUBLES.map((it) => html`
        <button class="quiet" data-trouble=${it.value} aria-pressed=${it.value === trouble ? 'true' : 'false'}
          @click=${() => setParams({trouble: it.value === trouble ? null : it.value})}>${it.label}</button>`)}</div>
      <cc-problem .problem=${problem} retry @cc-retry=${() => this.look()}></cc-problem>
      ${problem && !this.rows.length ? nothing : !this.rows.length && busy ? html`<p role="status">Looking…</p>` : this.rows.length ? html`<cc-list label="Organizations" .rows=${this.rows} .columns=${COLUMNS} .key=${(it) => it.uri}
          .href=${(it) => organizationPage(it.uri)} ?busy=${busy} ?more=${this.cursor} @cc-more=${() => this.more(this.cursor)}></cc-list>`
        : html`<cc-empty>${trouble ? 'No organization is in this trouble.'
          : 'Every Calendly organization in which somebody has connected is listed here, with the subscriptions that it should have and has.'}</cc-empty>`}`;
  }
}

customElements.define('cc-page-organizations', Organizations);

import {html, nothing} from 'lit';
import {get} from '../api.js';
import {pageOf} from '../router.js';
import {Load} from '../ui/load.js';
import {Page} from '../ui/page.js';
import {charts} from './now-series.js';
import {TROUBLES} from './organizations.js';
import '../ui/chart.js';

export const title = 'Now';

const RANGES = [['60', '1 h'], ['1440', '24 h'], ['10080', '7 d']];
const EVERY = 30_000;

const organizations = (state) => '/console/organizations' + (TROUBLES.some((it) => it.value === state) ? '?trouble=' + state : '');

class Now extends Page {
  load = new Load(this, async (signal) => ({...await get('/overview', {minutes: this.range()}, {signal}), at: new Date().toISOString()}));
  looks = () => this.refresh();

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(this.looks, EVERY);
    // A laptop that has slept is up to date at once.
    document.addEventListener('visibilitychange', this.looks);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    document.removeEventListener('visibilitychange', this.looks);
  }

  willUpdate(changed) {
    if (changed.has('params')) {
      this.load.run();
    }
  }

  /** Nothing moves under a cursor, or under whoever is at a link with the keyboard. */
  refresh() {
    const list = this.renderRoot.querySelector('.attention');
    if (document.visibilityState === 'visible' && !list?.matches(':hover, :focus-within')) {
      this.load.run();
    }
  }

  onKey(key) {
    if (key === 'r') {
      this.load.run();
    }
    return key === 'r';
  }

  range() {
    const wanted = this.params.get('minutes');
    return RANGES.some(([minutes]) => minutes === wanted) ? wanted : '60';
  }

  render() {
    const {value, problem} = this.load;
    return html`<h1>Now</h1>
      <cc-problem .problem=${problem} retry @cc-retry=${() => this.load.run()}></cc-problem>
      ${value ? this.overview(value) : problem ? nothing : html`<p role="status">Looking…</p>`}`;
  }

  overview({now, at, ...rest}) {
    return html`
      <p class="says card" role="status">${now.says}</p>
      <p class="soft">As of <cc-time .value=${at}></cc-time>. It waits while you are at what needs attention.</p>
      ${this.attention(now.attention)}
      <div class="grid thirds">
        ${this.counts('Subscriptions', now.subscriptions, organizations,
          'Nobody has a subscription yet: the first user who connects has one made.')}
        ${this.counts('Connections', now.connections, (status) => `/console/connections?status=${status}`,
          'Nobody has connected yet.')}
        ${this.service(now)}
      </div>
      <div class="row"><h2 class="stretch">What happened</h2><div class="row" role="group" aria-label="How far back">
        ${RANGES.map(([minutes, label]) => html`<a class="range" href="/console/now?minutes=${minutes}"
          aria-current=${minutes === this.range() ? 'true' : nothing}>${label}</a>`)}</div></div>
      ${rest.series.length ? html`<div class="grid">${charts(rest).map((it) => html`<div class="card"><cc-chart
          label=${it.label} unit=${it.unit} .times=${it.times} .series=${it.series}></cc-chart></div>`)}</div>`
        : html`<cc-empty>Charts of the last ${RANGES.find(([minutes]) => minutes === this.range())[1]} would be here. Each replica says once a minute
          what it has done.</cc-empty>`}`;
  }

  attention(list) {
    return list.length ? html`<section class="attention card" aria-labelledby="attention">
      <h2 id="attention">What needs attention</h2>
      <ul>${list.map((it) => html`<li><p>${it.says}</p><p><a href=${pageOf(it.link)}>${it.action}</a></p></li>`)}</ul></section>` : nothing;
  }

  counts(name, states, href, empty) {
    const all = Object.entries(states);
    return html`<section class="card" aria-label=${name}><h2>${name}</h2>
      ${all.length ? html`<table><tbody>${all.map(([state, count]) => html`<tr><th scope="row"><a href=${href(state)}><cc-state
        value=${state}></cc-state></a></th><td class="number">${count}</td></tr>`)}</tbody></table>` : html`<p class="soft">${empty}</p>`}</section>`;
  }

  service(now) {
    return html`<section class="card" aria-label="Service"><h2>Service</h2><dl class="facts">
      <dt>Replicas</dt><dd>${now.replicas}</dd>
      <dt>Version</dt><dd>${now.version}</dd>
      <dt>Deliveries that wait</dt><dd>${now.waiting}</dd>
      <dt>The oldest of them</dt><dd>${now.waiting ? `${now.inbox_age_seconds} s` : '–'}</dd>
      <dt>Given up</dt><dd><a href="/console/deliveries?state=dead">${now.dead}</a></dd></dl></section>`;
  }
}

customElements.define('cc-page-now', Now);

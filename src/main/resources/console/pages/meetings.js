import {css, html, nothing} from 'lit';
import {get, me} from '../api.js';
import {leave, setParams} from '../router.js';
import {copy} from '../ui/copy.js';
import {Load} from '../ui/load.js';
import {Page} from '../ui/page.js';
import './meeting.js';
import {byDay, dayIn, mondayOf, plusDays, timesOf, weekOf} from './week.js';

export const title = 'Meetings';

const DAY = 86_400_000;

const FIELDS = [
  {name: 'user', label: 'User of the product'},
  {name: 'tenant', label: 'Tenant (default)'},
  {name: 'event_uri', label: 'Event, by its URI', type: 'url'},
];

class Meetings extends Page {
  static properties = {...Page.properties, admin: {state: true}, revealed: {state: true}};

  static styles = [Page.styles, css`
    h2 { display: flex; gap: .75rem; align-items: baseline; }
    td.time { white-space: nowrap; inline-size: 9rem; font-variant-numeric: tabular-nums; }
    .canceled { text-decoration: line-through; color: var(--cc-soft); }
    .today h2 { color: var(--cc-link); }
    @media (max-width: 36rem) { td.time { inline-size: auto; } }
  `];

  constructor() {
    super();
    this.list = new Load(this, (signal) => this.fetch(signal));
    me().then(({admin}) => { this.admin = admin; }, () => {});
  }

  get user() {
    return this.params.get('user');
  }

  get week() {
    const said = this.params.get('week');
    return /^\d{4}-\d{2}-\d{2}$/.test(said ?? '') && Date.parse(said) ? said : mondayOf(new Date());
  }

  willUpdate(changed) {
    const asked = this.rest[0] ?? this.params.toString();
    if ((changed.has('params') || changed.has('rest')) && asked !== this.asked) {
      this.asked = asked;
      this.revealed = false;
      this.list.forget();
      if (!this.rest[0] && (this.user || this.params.get('event_uri'))) {
        this.look();
      }
    }
  }

  look() {
    return this.list.run();
  }

  /** Whose day it is decides the user's own time zone: a day more on both sides is read. */
  async fetch(signal) {
    const event = this.params.get('event_uri');
    const tenant = this.params.get('tenant') || 'default';
    const start = new Date(`${this.week}T00:00:00Z`).getTime();
    const range = event ? {} : {from: new Date(start - DAY).toISOString(), to: new Date(start + 8 * DAY).toISOString()};
    const [page, known] = await Promise.all([
      get('/meetings', {user: this.user, tenant, event_uri: event, reveal: this.revealed || null, limit: 200, ...range}, {signal}),
      this.user ? get('/connections', {user: this.user, tenant, limit: 5}, {signal}) : {connections: []},
    ]);
    const connection = known.connections.find((it) => it.active) ?? known.connections[0] ?? null;
    return {meetings: page.meetings, more: Boolean(page.next_cursor), connection};
  }

  onKey(key) {
    const detail = this.renderRoot.querySelector('cc-meeting');
    const acts = {r: () => (detail ?? this).look()};
    if (detail) {
      Object.assign(acts, {Escape: () => leave('meetings'), c: () => copy(detail.meeting, 'the meeting’s id')});
    }
    acts[key]?.();
    return key in acts;
  }

  reveal() {
    this.revealed = !this.revealed;
    if (!this.revealed) {
      this.list.forget();
    }
    this.look();
  }

  render() {
    return this.rest[0] ? html`<cc-meeting .meeting=${this.rest[0]}></cc-meeting>` : html`
      <h1>Meetings${this.user ? html` of ${this.user}` : nothing}</h1>
      <cc-filters .fields=${FIELDS} .params=${this.params}></cc-filters>
      <cc-problem .problem=${this.list.problem} retry @cc-retry=${this.look}></cc-problem>
      ${this.user || this.params.get('event_uri') ? this.shown() : html`<cc-empty>Say whose meetings: the week is shown as that user
        sees it, each meeting with what changed it and when. Or name an event by its URI at Calendly.</cc-empty>`}`;
  }

  shown() {
    const value = this.list.value;
    const zone = value?.connection?.account?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const event = this.params.get('event_uri');
    return html`<p class="row">
        ${event ? nothing : html`<strong id="week" role="status">${weekOf(this.week)}</strong>
          <button class="quiet" id="week-before" @click=${() => setParams({week: plusDays(this.week, -7)})}>Week before</button>
          <button class="quiet" @click=${() => setParams({week: null})}>This week</button>
          <button class="quiet" id="week-after" @click=${() => setParams({week: plusDays(this.week, 7)})}>Week after</button>`}
        ${this.admin ? html`<button class="quiet" aria-pressed=${this.revealed ? 'true' : 'false'} @click=${this.reveal}>
          ${this.revealed ? 'Hide persons' : 'Reveal persons (audited)'}</button>` : nothing}
        ${value?.connection ? html`<a href="/console/connections/${value.connection.id}">The connection</a>
          <cc-state value=${value.connection.status}></cc-state>` : nothing}
        <small>times in ${zone.replaceAll('_', ' ')}</small></p>
      <div aria-busy=${this.list.busy ? 'true' : 'false'}>${value ? this.days(value, zone, event) : nothing}</div>`;
  }

  days({meetings, more, connection}, zone, event) {
    const all = byDay(meetings, zone);
    const days = event ? [...all.keys()] : Array.from({length: 7}, (_, day) => plusDays(this.week, day));
    if (!days.some((day) => all.has(day))) {
      return html`<cc-empty>${event ? 'No meeting of this event is here.' : connection
        ? html`No meeting in this week. Meetings come by deliveries and by reading the calendar:
          <a href="/console/diagnose?${new URLSearchParams({q: connection.id})}">why does nothing arrive?</a>`
        : html`Nobody is known by this name in this tenant. <a href="/console/diagnose?${new URLSearchParams({q: this.user})}">Diagnose</a>
          finds users in every tenant.`}</cc-empty>`;
    }
    const today = dayIn(zone)(new Date());
    return html`${days.filter((day) => all.has(day)).map((day) => html`
      <section class=${day === today ? 'today' : ''}><h2>${new Date(`${day}T12:00:00Z`).toLocaleDateString('en', {weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC'})}
        <small>${all.get(day).length}</small></h2>
        <table aria-label=${day}><tbody>${all.get(day).map((it) => this.row(it, zone))}</tbody></table></section>`)}
      ${more ? html`<p class="soft">Only the first 200 are shown.</p>` : nothing}`;
  }

  row(it, zone) {
    const invitees = it.meeting?.invitees ?? [];
    const counted = it.invitees_counter;
    return html`<tr><td class="time">${timesOf(it, zone)}</td>
      <td><a class=${it.status} href="/console/meetings/${it.id}">${it.name ?? 'Meeting'}</a></td>
      <td><cc-state value=${it.status}></cc-state></td>
      <td>${invitees.length ? invitees.map((one) => html`<div>${one.name ?? ''} <small>${one.email ?? ''}</small> ${one.status === 'canceled' ? 'canceled' : ''}</div>`)
        : counted ? `${counted.active ?? counted.total} of ${counted.limit ?? counted.total} invitees` : ''}</td>
      <td><small>changed <cc-time .value=${it.updated_at}></cc-time></small></td></tr>`;
  }
}

customElements.define('cc-page-meetings', Meetings);

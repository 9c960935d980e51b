import {LitElement, css, html, nothing} from 'lit';
import {get, me} from '../api.js';
import {above} from '../router.js';
import {Load} from '../ui/load.js';
import {shared} from '../ui/styles.js';
import './history.js';
import {diagnosePage, meetingsPage, short} from './mending.js';

/** `<cc-meeting .meeting=${id}>`: one meeting, what changed it and when. */
class MeetingDetail extends LitElement {
  static properties = {meeting: {}, admin: {state: true}};

  static styles = [shared, css`
    .links { gap: .3rem 1.25rem; }
  `];

  constructor() {
    super();
    this.past = new Load(this, (signal) => get(`/history/meetings/${encodeURIComponent(this.meeting)}`, {}, {signal}));
    this.whole = new Load(this, (signal) => get(`/meetings/${encodeURIComponent(this.meeting)}`, {reveal: true}, {signal}));
    me().then(({admin}) => { this.admin = admin; }, () => {});
  }

  willUpdate(changed) {
    if (changed.has('meeting')) {
      [this.whole, this.past].forEach((load) => load.forget());
      this.look();
    }
  }

  look() {
    return this.past.run();
  }

  render() {
    const {value, problem} = this.past;
    return html`<p><a href=${above('meetings')}>Meetings</a></p>
      <h1>${value?.name ?? 'Meeting'}</h1>
      <cc-problem .problem=${problem} retry @cc-retry=${this.look}></cc-problem>
      <cc-problem .problem=${this.whole.problem}></cc-problem>
      ${value ? this.shown(value) : problem ? nothing : html`<p role="status">Looking…</p>`}`;
  }

  shown(it) {
    const range = new Intl.DateTimeFormat('en', {
      weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short'});
    return html`<section class="card"><dl class="facts">
        <dt>When</dt><dd>${range.formatRange(new Date(it.start_time), new Date(it.end_time))}</dd>
        <dt>Status</dt><dd><cc-state value=${it.status}></cc-state></dd>
        <dt>Whose</dt><dd><a href="/console/connections/${it.connection_id}">${it.user_id}</a> of ${it.tenant_id}</dd>
        <dt>Event</dt><dd><code>${short(it.event_uri)}</code> <cc-copy .text=${it.event_uri} label="the event's URI"></cc-copy></dd>
        ${it.event_type ? html`<dt>Event type</dt><dd><code>${short(it.event_type)}</code></dd>` : nothing}
        <dt>Changed here</dt><dd><cc-time .value=${it.updated_at}></cc-time></dd></dl>
      <p class="row links"><a href=${meetingsPage(it)}>The user’s week</a>
        <a href="/console/deliveries?${new URLSearchParams({meeting: it.id})}">Deliveries about it</a>
        <a href=${diagnosePage(it.id)}>Diagnose</a>
        ${this.admin && !this.whole.value ? html`<button class="quiet" @click=${() => this.whole.run()}>Reveal persons (audited)</button>` : nothing}</p></section>
      ${this.whole.value ? html`<section class="card"><h2>As the user sees it</h2><cc-json .value=${this.whole.value.meeting}></cc-json></section>` : nothing}
      <h2>What changed it</h2>
      <cc-history .entries=${it.entries} empty="Nothing that is kept: deliveries, syncs and what the product was told are, for some weeks."></cc-history>`;
  }
}

customElements.define('cc-meeting', MeetingDetail);

import {html, nothing} from 'lit';
import {post} from '../api.js';
import {ask} from '../ui/ask.js';
import {ListPage} from '../ui/list-page.js';
import {go} from '../router.js';
import {lastOf, yesterday} from '../ui/times.js';
import './deliveries-answers.js';
import './deliveries-detail.js';
import './deliveries-replays.js';

export const title = 'Deliveries';

const FILTERS = ['state', 'event', 'organization', 'subscription', 'meeting', 'error', 'from', 'to', 'ids'];

const FIELDS = [
  {name: 'state', label: 'State', type: 'select', options: ['pending', 'processed', 'ignored', 'dead']},
  {name: 'event', label: 'Event'},
  {name: 'organization', label: 'Organization (URI)', type: 'url'},
  {name: 'meeting', label: 'Meeting (id or event URI)'},
  {name: 'error', label: 'Error begins with'},
  {name: 'from', label: 'Received from (your time)', type: 'datetime-local'},
  {name: 'to', label: 'until', type: 'datetime-local'},
];

const COLUMNS = [
  {title: 'Received', cell: (row) => html`<cc-time .value=${row.received_at}></cc-time>`},
  {title: 'State', cell: (row) => html`<cc-state value=${row.state}></cc-state>`},
  {title: 'Event', cell: (row) => row.event ?? 'not read yet'},
  {title: 'Organization', long: true, cell: (row) => lastOf(row.organization_uri)},
  {title: 'Attempts', number: true, cell: (row) => row.attempts},
  {title: 'Last error', long: true, cell: (row) => row.last_error ?? ''},
];

const REPLAYABLE = ['processed', 'ignored', 'dead'];

/** What Calendly has sent, what became of it, and working it off once more. */
class Deliveries extends ListPage {
  static list = {name: 'deliveries', heading: 'Deliveries', filters: FILTERS, fields: FIELDS, columns: COLUMNS, opens: true};

  static properties = {...ListPage.properties, selected: {state: true}, wanted: {state: true}, problem: {state: true}};

  constructor() {
    super();
    this.anew();
  }

  get selectable() {
    return this.admin;
  }

  anew() {
    Object.assign(this, {counting: null, selected: new Set(), wanted: null, problem: null});
  }

  /** Counts first: nothing is done. */
  async count(filter) {
    // What is told of other filters, or of an earlier question, is about nothing that is shown.
    const asked = this.counting = {};
    this.problem = null;
    try {
      const told = await post('/deliveries/replay', {filter, dry_run: true});
      if (asked === this.counting) {
        this.wanted = {filter, ...told};
      }
    } catch (problem) {
      if (asked === this.counting) {
        this.problem = problem;
      }
    }
  }

  async replay() {
    const {filter, count} = this.wanted;
    const said = await ask(`Have ${count} ${count === 1 ? 'delivery' : 'deliveries'} worked off once more?`, {
      text: 'Harmless at any time: what is known already changes nothing.', reason: true, action: 'Replay',
    });
    if (said) {
      try {
        const {id} = await post('/deliveries/replay', {filter, reason: said.reason});
        go(`deliveries/replays/${id}`);
      } catch (problem) {
        this.problem = problem;
      }
    }
  }

  detail() {
    const [first, second] = this.rest;
    if (first === 'replays') {
      return second
        ? html`<cc-replay data-keys .replay=${second} .admin=${this.admin}></cc-replay>`
        : html`<cc-replays data-keys></cc-replays>`;
    }
    return html`<cc-delivery data-keys .delivery=${first} .admin=${this.admin}></cc-delivery>`;
  }

  intro() {
    return this.misread ? nothing : html`<cc-answers .from=${this.params.get('from')} .to=${this.params.get('to')}></cc-answers>`;
  }

  actions() {
    return this.misread ? nothing : html`<p class="row">${this.admin ? this.replays() : nothing}
        <a id="yesterdays-dead" href=${'/console/deliveries?' + new URLSearchParams({state: 'dead', ...yesterday()})}>Yesterday’s dead ones</a>
        <a href="/console/deliveries/replays">Replays</a></p>
      ${this.wanted ? this.touched() : nothing}`;
  }

  replays() {
    const {filters, selected: {size}} = this;
    const all = REPLAYABLE.includes(filters.state) || Boolean(filters.ids);
    return html`
      <button class="quiet" id="count-selection" ?disabled=${!size} aria-describedby=${size ? nothing : 'which'}
        @click=${() => this.count({ids: [...this.selected].join(',')})}>Replay selection (${size})…</button>
      <button class="quiet" id="count-all" ?disabled=${!all} aria-describedby=${all ? nothing : 'which'}
        @click=${() => this.count(filters)}>What would a replay of all these touch?</button>
      ${size && all ? nothing : html`<small id="which">${size ? '' : 'Select rows to replay them.'} ${all ? '' : `Choose a state (${REPLAYABLE.join(', ')}) to replay all of it.`}</small>`}`;
  }

  touched() {
    const {count, touches} = this.wanted;
    const parts = (counts) => Object.entries(counts).map(([name, number]) => `${number} × ${name}`).join(', ');
    return html`<section class="card" id="touched" aria-live="polite">
      <h2>A replay would touch ${count} ${count === 1 ? 'delivery' : 'deliveries'}</h2>
      ${count ? html`<dl class="facts">
        <dt>Organizations</dt><dd>${touches.organizations}</dd>
        <dt>Scheduled events</dt><dd>${touches.meetings}${touches.meetings ? nothing : ' are known: none of them could be read'}</dd>
        <dt>Events</dt><dd>${parts(touches.events)}</dd>
        ${Object.keys(touches.errors).length ? html`<dt>Errors</dt><dd>${parts(touches.errors)}</dd>` : nothing}
        <dt>Received</dt><dd><cc-time .value=${touches.oldest}></cc-time> to <cc-time .value=${touches.latest}></cc-time></dd></dl>
        <p class="row"><button id="replay" @click=${this.replay}>Replay…</button>
          <button class="quiet" @click=${() => { this.wanted = null; }}>Not now</button></p>` : html`<p>There are none, or all of them wait to be worked off.</p>`}
    </section>`;
  }

  empty(filtered) {
    return filtered ? 'No delivery is like that. Clear a filter to see more.'
      : 'What Calendly delivers appears here: as soon as somebody has connected, and somebody books.';
  }
}

customElements.define('cc-page-deliveries', Deliveries);

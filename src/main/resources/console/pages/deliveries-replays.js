import {LitElement, html, nothing} from 'lit';
import {get, remove} from '../api.js';
import {above, leave} from '../router.js';
import {ask} from '../ui/ask.js';
import {copy} from '../ui/copy.js';
import {Load} from '../ui/load.js';
import {shared} from '../ui/styles.js';

const words = (filter) => filter.ids
  ? 'a selection'
  : Object.entries(filter).map(([name, value]) => `${name} ${value}`).join(', ');

const COLUMNS = [
  {title: 'Asked for', cell: (row) => html`<cc-time .value=${row.created_at}></cc-time>`},
  {title: 'State', cell: (row) => html`<cc-state value=${row.state}></cc-state>`},
  {title: 'By', long: true, cell: (row) => row.ordered_by},
  {title: 'Which', long: true, cell: (row) => words(row.filter)},
  {title: 'Done', number: true, cell: (row) => `${row.done} of ${row.count}`},
];

/** `<cc-replays>`: the latest replays of many. */
class Replays extends LitElement {
  static styles = [shared];

  load = new Load(this, (signal) => get('/replays', {}, {signal}));

  connectedCallback() {
    super.connectedCallback();
    this.load.run();
    this.timer = setInterval(() => this.look(), 5000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  /** Rows change in place as long as one is under way. */
  look() {
    if (!document.hidden && !this.load.busy && this.load.value?.replays.some((it) => it.state === 'running')) {
      this.load.run();
    }
  }

  onKey(key) {
    const acts = {r: () => this.load.run(), Escape: () => leave('deliveries')};
    acts[key]?.();
    return key in acts;
  }

  render() {
    const replays = this.load.value?.replays;
    return html`<p><a href=${above('deliveries')}>Deliveries</a></p><h1>Replays</h1>
      <cc-problem .problem=${this.load.problem} retry @cc-retry=${() => this.load.run()}></cc-problem>
      ${!replays ? this.load.problem ? nothing : html`<p role="status">Looking…</p>` : !replays.length
        ? html`<cc-empty>Replays of many deliveries appear here. One begins with “What would a replay of all these touch?” among the deliveries.</cc-empty>`
        : html`<cc-list label="Replays" .rows=${replays} .columns=${COLUMNS} .href=${(row) => '/console/deliveries/replays/' + row.id}></cc-list>`}`;
  }
}

/** `<cc-replay .replay>`: how far one has come, which goes on when nobody looks; and a stop. */
class Replay extends LitElement {
  static properties = {replay: {}, admin: {type: Boolean}, problem: {state: true}};

  static styles = [shared];

  load = new Load(this, (signal) => get('/replays/' + encodeURIComponent(this.replay), {}, {signal}));

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.look(), 2000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  willUpdate(changed) {
    if (changed.has('replay')) {
      this.problem = null;
      this.load.forget();
      this.load.run();
    }
  }

  look() {
    if (!document.hidden && !this.load.busy && this.load.value?.state === 'running') {
      this.load.run();
    }
  }

  onKey(key) {
    const acts = {r: () => this.load.run(), Escape: () => leave('deliveries/replays'), c: () => copy(this.replay, 'the replay’s id')};
    acts[key]?.();
    return key in acts;
  }

  async stop() {
    const {replay} = this;
    const agreed = await ask('Stop this replay?', {text: 'What was given to the worker already stays so.', reason: true, action: 'Stop'});
    if (agreed) {
      try {
        await remove(`/replays/${replay}?` + new URLSearchParams({reason: agreed.reason}));
        this.problem = null;
      } catch (problem) {
        this.problem = problem;
      }
      this.load.run();
    }
  }

  render() {
    const it = this.load.value;
    return html`<p><a href=${above('deliveries/replays')}>Replays</a></p><h1>Replay ${it ? html`<cc-state id="state" value=${it.state}></cc-state>` : nothing}</h1>
      <cc-problem .problem=${this.problem ?? this.load.problem} ?retry=${!this.problem} @cc-retry=${() => this.load.run()}></cc-problem>
      ${it ? html`<cc-progress id="progress" label="Given to the worker" .done=${it.done} .total=${Math.max(it.count, it.done)}></cc-progress>
        ${it.state === 'running' ? html`<p>It goes on when this page is closed.</p>` : nothing}
        <dl class="facts"><dt>Which</dt><dd>${words(it.filter)}</dd>
          <dt>Asked for by</dt><dd id="by">${it.ordered_by}, <cc-time .value=${it.created_at}></cc-time></dd>
          ${it.ended_at ? html`<dt>Ended</dt><dd><cc-time .value=${it.ended_at}></cc-time></dd>` : nothing}</dl>
        <p class="row">${this.admin && it.state === 'running' ? html`<button class="danger" id="stop" @click=${this.stop}>Stop…</button>` : nothing}
          <a href=${'/console/deliveries?' + new URLSearchParams(it.filter)}>Its deliveries, as they are now</a>
          <a href=${'/console/audit?' + new URLSearchParams({about: it.id})}>Who did what with it</a></p>` : this.load.problem ? nothing : html`<p role="status">Looking…</p>`}`;
  }
}

customElements.define('cc-replays', Replays);
customElements.define('cc-replay', Replay);

import {LitElement, html, nothing} from 'lit';
import {get, post} from '../api.js';
import {above, go, leave} from '../router.js';
import {ask} from '../ui/ask.js';
import {copy} from '../ui/copy.js';
import {Load} from '../ui/load.js';
import {shared} from '../ui/styles.js';

const KINDS = {
  initial: 'The first one, after connecting.',
  repair: 'After a gap, in which deliveries may have been missed.',
  nightly: 'The nightly one, whatever deliveries said.',
  requested: 'Somebody asked for it.',
};

/** `<cc-sync .sync>`: how far one sync has come, and trying it again. */
class Sync extends LitElement {
  static properties = {sync: {}, admin: {type: Boolean}, problem: {state: true}};

  static styles = [shared];

  load = new Load(this, (signal) => get('/syncs/' + encodeURIComponent(this.sync), {}, {signal}));

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.look(), 2000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  willUpdate(changed) {
    if (changed.has('sync')) {
      this.problem = null;
      this.load.forget();
      this.load.run();
    }
  }

  look() {
    if (!document.hidden && !this.load.busy && ['running', 'waiting'].includes(this.load.value?.state)) {
      this.load.run();
    }
  }

  onKey(key) {
    const acts = {r: () => this.load.run(), Escape: () => leave('syncs'), c: () => copy(this.sync, 'the sync’s id')};
    acts[key]?.();
    return key in acts;
  }

  async again() {
    const {sync} = this;
    const agreed = await ask('Have this calendar read again?', {
      text: 'A sync that waits goes on at once; one that has ended begins anew.', reason: true, action: 'Try again',
    });
    if (agreed) {
      try {
        const {job_id: job} = await post(`/syncs/${sync}/retry`, agreed);
        this.problem = null;
        go('syncs/' + job);
        this.load.run();
      } catch (problem) {
        this.problem = problem;
      }
    }
  }

  render() {
    const it = this.load.value;
    return html`<p><a href=${above('syncs')}>Syncs</a></p>
      <cc-problem .problem=${this.problem ?? this.load.problem} ?retry=${!this.problem} @cc-retry=${() => this.load.run()}></cc-problem>
      ${it ? this.shown(it) : html`<h1>Sync</h1>${this.load.problem ? nothing : html`<p role="status">Looking…</p>`}`}`;
  }

  shown(it) {
    return html`<h1>Sync of ${it.user_id} <cc-state id="state" value=${it.state}></cc-state></h1>
      <p id="says">${it.says}</p>
      ${it.estimate && !it.finished_at
        ? html`<cc-progress label="Events read" .done=${it.events} .total=${Math.max(it.estimate, it.events)}></cc-progress>` : nothing}
      ${this.admin && it.state !== 'running' ? html`<p><button id="again" @click=${this.again}>${it.state === 'done' ? 'Read it again…' : 'Try again…'}</button></p>` : nothing}
      <dl class="facts"><dt>Why</dt><dd>${KINDS[it.kind]}</dd>
        <dt>Connection</dt><dd><a href=${'/console/connections/' + it.connection_id}>${it.user_id}</a> in tenant ${it.tenant_id}</dd>
        <dt>Reads what starts</dt><dd>from <cc-time .value=${it.from}></cc-time> to <cc-time .value=${it.to}></cc-time></dd>
        <dt>Asked for</dt><dd><cc-time .value=${it.created_at}></cc-time></dd>
        ${it.next_at ? html`<dt>Goes on</dt><dd><cc-time .value=${it.next_at}></cc-time></dd>` : nothing}
        ${it.finished_at ? html`<dt>Ended</dt><dd><cc-time .value=${it.finished_at}></cc-time></dd>` : nothing}
        ${it.attempts > 1 ? html`<dt>Attempts</dt><dd>${it.attempts} since there was anything new</dd>` : nothing}
        <dt>History</dt><dd><a href=${'/console/audit?' + new URLSearchParams({about: it.id})}>who did what with it</a>,
          <a href=${'/console/syncs?' + new URLSearchParams({connection: it.connection_id})}>all syncs of this connection</a></dd></dl>`;
  }
}

customElements.define('cc-sync', Sync);

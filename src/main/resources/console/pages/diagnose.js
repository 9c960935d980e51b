import {css, html, nothing} from 'lit';
import {get, me} from '../api.js';
import {go} from '../router.js';
import {copy} from '../ui/copy.js';
import {Load} from '../ui/load.js';
import {Page} from '../ui/page.js';
import './chain.js';
import './tenant-look.js';
import {meetingsPage, mend, organizationPage, saying, short} from './mending.js';

export const title = 'Diagnose';

/** After something was asked for, how long until it is looked at again. */
const AGAIN = [1_500, 4_000, 9_000];

const THINGS = {meeting: 'meetings', delivery: 'deliveries', sync: 'syncs', destination: 'destinations'};

class Diagnose extends Page {
  static properties = {...Page.properties, admin: {state: true}, said: {state: true}, failed: {state: true}};

  static styles = [Page.styles, css`
    form { display: flex; gap: .6rem; flex-wrap: wrap; margin-block-end: 1.25rem; }
    form input { flex: 1 1 16rem; font-size: 1.1rem; }
    .verdict { border-inline-start: 6px solid var(--cc-good); }
    .verdict.bad { border-inline-start-color: var(--cc-bad); }
    .verdict h2 { margin: 0 0 .3rem; font-size: 1.25rem; }
    .who { color: var(--cc-soft); }
    .said { border-inline-start: 4px solid var(--cc-link); }
    ul.kinds { columns: 2; padding-inline-start: 1.2rem; }
    @media (max-width: 36rem) { ul.kinds { columns: 1; } }
  `];

  constructor() {
    super();
    this.found = new Load(this, (signal) => this.fetch(signal));
    me().then(({admin}) => { this.admin = admin; }, () => {});
  }

  willUpdate(changed) {
    const asked = `${this.params.get('q') ?? ''}|${this.params.get('connection') ?? ''}`;
    if (changed.has('params')) {
      if (asked !== this.asked) {
        this.asked = asked;
        this.said = this.failed = null;
        this.found.forget();
      }
      // Whoever asks the same once more is answered anew.
      this.look();
    }
  }

  async fetch(signal) {
    const q = this.params.get('q');
    const chosen = this.params.get('connection');
    if (!q) {
      return null;
    }
    const found = await get('/diagnosis', {q}, {signal});
    return chosen ? {...found, chain: await get(`/diagnosis/connections/${encodeURIComponent(chosen)}`, {}, {signal})} : found;
  }

  look() {
    return this.found.run();
  }

  onKey(key) {
    if (key === 'r') {
      this.look();
      return true;
    }
    if (key === 'c' && this.found.value?.chain) {
      copy(this.words(), 'all of this as text');
      return true;
    }
    return false;
  }

  words() {
    const {chain} = this.found.value;
    return `${chain.user_id} (${chain.tenant_id}), ${chain.at}: ${chain.says}\n`
      + chain.links.map((it) => `${it.ok ? 'ok ' : it.follows ? '…  ' : 'BAD'} ${it.step}: ${it.says}`).join('\n');
  }

  async mended({detail}) {
    this.failed = null;
    try {
      const said = await mend(detail);
      if (said) {
        this.said = said;
        AGAIN.forEach((after) => setTimeout(() => this.isConnected && this.look(), after));
      }
    } catch (problem) {
      this.failed = problem;
    }
  }

  ask(event) {
    event.preventDefault();
    const q = new FormData(event.target).get('q').trim();
    if (q) {
      go('diagnose?' + new URLSearchParams({q}));
    }
  }

  render() {
    const q = this.params.get('q') ?? '';
    const {value, problem, busy} = this.found;
    return html`<h1>Why does nothing happen?</h1>
      <form role="search" aria-label="Diagnose" @submit=${this.ask}>
        <input name="q" type="search" required .value=${q} aria-label="What is known" autocomplete="off" spellcheck="false"
          placeholder="A user, an e-mail address, a tenant, a URI of Calendly's, any id">
        <button>Diagnose</button></form>
      <cc-problem .problem=${problem} retry @cc-retry=${this.look}></cc-problem>
      <cc-problem .problem=${this.failed}></cc-problem>
      <span class="unseen" role="status">${busy ? 'Looking…' : value?.chain?.says ?? ''}</span>
      <div aria-busy=${busy ? 'true' : 'false'}>${value ? this.result(value) : q ? nothing : this.nothingAsked()}</div>`;
  }

  nothingAsked() {
    return html`<cc-empty><p>Say anything that is known of somebody who sees no meetings. The answer is the chain from the grant at
      Calendly to what the product was told, the first broken link, and what mends it.</p>
      <ul class="kinds"><li>a user of the product</li><li>an e-mail address, of a user or an invitee</li><li>a tenant: what its backend is missing</li>
        <li>an account, organization, event, invitee or webhook of Calendly's, by its URI</li>
        <li>the id of a connection, meeting, delivery, subscription or sync</li><li>the id of a request to Calendly</li></ul></cc-empty>`;
  }

  result(found) {
    const {chain, tenant} = found;
    return html`
      ${tenant ? html`<cc-tenant-look .look=${tenant}></cc-tenant-look>` : nothing}
      ${this.said ? saying(this.said) : nothing}
      ${chain ? this.chain(chain, found) : html`<p id="says" role="status">${found.says}</p>`}
      ${this.others(found)}
      ${found.things.length ? html`<p class="row">Named: ${found.things.map((it) => this.thing(it))}</p>` : nothing}`;
  }

  chain(chain, found) {
    const whose = found.connections.find((it) => it.id === chain.connection_id);
    return html`<section class="card verdict ${chain.ok ? '' : 'bad'}" aria-labelledby="verdict">
        <h2 id="verdict">${chain.says}</h2>
        <p class="who"><strong>${whose?.name ?? chain.user_id}</strong> ${whose?.email ?? ''} · user ${chain.user_id}, tenant ${chain.tenant_id}
          <cc-state value=${chain.status}></cc-state> · looked at <cc-time .value=${chain.at}></cc-time></p>
        <p class="row"><a href="/console/connections/${chain.connection_id}">The connection</a>
          <a href=${meetingsPage(chain)}>Meetings as the user sees them</a>
          ${chain.organization_uri ? html`<a href=${organizationPage(chain.organization_uri)}>The organization</a>` : nothing}
          <cc-copy .text=${this.words()} label="all of this as text"></cc-copy></p></section>
      <section class="card"><cc-chain .chain=${chain} ?admin=${this.admin} @cc-mend=${this.mended}></cc-chain></section>`;
  }

  others({chain, connections, more, q}) {
    const rows = connections.filter((it) => it.id !== chain?.connection_id);
    return rows.length === 0 ? nothing : html`<h2>${chain ? 'Also found' : 'Whom do you mean?'}</h2>
      <cc-list label="Connections" .rows=${rows} .columns=${COLUMNS}
        .href=${(it) => '/console/diagnose?' + new URLSearchParams({q, connection: it.id})}></cc-list>
      ${more ? html`<p class="soft">There are more: <a href="/console/connections?${new URLSearchParams({q})}">list them all</a>.</p>` : nothing}`;
  }

  thing({what, id, user_id: user}) {
    const page = THINGS[what];
    return page ? html` <a href="/console/${page}/${id}">${what} ${id.slice(0, 8)}…${user ? ` of ${user}` : ''}</a>` : html` <span>${what} <code>${id}</code></span>`;
  }
}

const COLUMNS = [
  {title: 'User', cell: (it) => it.name ?? it.user_id},
  {title: 'Tenant', long: true, cell: (it) => it.tenant_id},
  {title: 'Status', cell: (it) => html`<cc-state value=${it.status}></cc-state>`},
  {title: 'Account', long: true, cell: (it) => it.email ?? short(it.account_uri)},
  {title: 'Found as', cell: (it) => it.by},
  {title: 'Why', long: true, cell: (it) => it.reason ?? ''},
];

customElements.define('cc-page-diagnose', Diagnose);

// The frame of all pages: navigation, search, who has signed in, and the page of the address.

import {LitElement, css, html, nothing} from 'lit';
import {me, signOut} from './api.js';
import {PAGES, current, go, onChange} from './router.js';
import {KEYS, listen} from './keyboard.js';
import {shared} from './ui/styles.js';
import './ui/elements.js';

class App extends LitElement {
  static properties = {person: {state: true}, page: {state: true}, problem: {state: true}};

  static styles = [shared, css`
    :host { display: grid; grid-template: auto 1fr / 13rem minmax(0, 1fr); min-block-size: 100vh; }
    header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; padding: .5rem 1.25rem;
      background: var(--cc-paper); border-block-end: 1px solid var(--cc-line); }
    .brand { font-weight: 600; color: inherit; text-decoration: none; }
    .search { flex: 1 1 12rem; max-inline-size: 32rem; }
    .search input { inline-size: 100%; }
    .who { display: flex; gap: .75rem; align-items: center; margin-inline-start: auto; }
    nav { padding: 1rem .75rem; }
    nav ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .15rem; position: sticky; inset-block-start: 1rem; }
    nav a { display: block; padding: .4rem .75rem; border-radius: var(--cc-radius); color: inherit; text-decoration: none; }
    nav a:hover { background: var(--cc-mark); }
    nav a[aria-current] { background: var(--cc-mark); font-weight: 600; }
    main { padding: 1.25rem 1.5rem 3rem; min-inline-size: 0; max-inline-size: 80rem; }
    main:focus { outline: none; }
    .skip { position: absolute; inset-block-start: -10rem; }
    .skip:focus { position: static; }
    dialog dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; }
    dialog dd { margin: 0; }
    @media (max-width: 52rem) {
      :host { grid-template: auto auto 1fr / minmax(0, 1fr); }
      nav { padding: .5rem .75rem 0; }
      nav ul { display: flex; flex-wrap: wrap; position: static; }
      nav a { padding: .25rem .6rem; }
      main { padding-inline: 1rem; }
    }
  `];

  constructor() {
    super();
    this.page = null;
    this.shown = null;
  }

  connectedCallback() {
    super.connectedCallback();
    onChange(() => this.show());
    listen({
      search: () => this.renderRoot.querySelector('#search').focus(),
      help: () => this.renderRoot.querySelector('#keys').showModal(),
      page: () => this.page,
    });
    me().then((person) => { this.person = person; }, (problem) => { this.problem = problem; });
    this.show();
  }

  async show() {
    const {name, rest, params} = current();
    const known = PAGES.some((it) => it.name === name);
    if (this.shown !== name) {
      this.shown = name;
      try {
        const module = known ? await import(`./pages/${name}.js`) : null;
        if (this.shown !== name) {
          return;
        }
        this.page = module ? document.createElement('cc-page-' + name) : null;
        this.problem = known ? null : {title: 'There is no such page', detail: 'Choose one from the navigation.'};
        document.title = `${module?.title ?? 'Nothing here'} · calendly-connect`;
        this.moved();
      } catch (failure) {
        this.page = null;
        this.problem = {title: 'The page could not be loaded', detail: 'Load it again in a moment.', cause: failure};
      }
    }
    if (this.page) {
      Object.assign(this.page, {rest, params});
    }
  }

  /** Whoever cannot see that there is another page hears it. */
  async moved() {
    await this.updateComplete;
    if (document.activeElement !== document.body) {
      this.renderRoot.querySelector('main').focus({preventScroll: true});
    }
    window.scrollTo(0, 0);
  }

  search(event) {
    event.preventDefault();
    const wanted = new FormData(event.target).get('q').trim();
    if (wanted) {
      go('diagnose?' + new URLSearchParams({q: wanted}));
    }
  }

  render() {
    return html`
      <header>
        <a class="skip button" href="#main" @click=${this.skip}>Skip to the page</a>
        <a class="brand" href="/console/">calendly-connect</a>
        <form class="search" role="search" @submit=${this.search}>
          <input id="search" name="q" type="search" autocomplete="off" spellcheck="false"
            aria-label="Search: user, e-mail address, account, meeting, delivery" placeholder="User, e-mail, account, meeting… ( / )">
        </form>
        <div class="who">
          ${this.person ? html`<span>${this.person.name}${this.person.admin ? nothing : html` <small>(may look)</small>`}</span>` : nothing}
          <button class="quiet" id="sign-out" @click=${() => signOut()}>Sign out</button>
        </div>
      </header>
      <nav aria-label="Pages"><ul>${PAGES.map((it) => html`
        <li><a href="/console/${it.name}" aria-current=${it.name === this.shown ? 'page' : nothing}>${it.title}</a></li>`)}
      </ul></nav>
      <main id="main" tabindex="-1">
        ${this.problem ? html`<h1>${this.problem.title}</h1><cc-problem .problem=${this.problem}></cc-problem>` : nothing}
        ${this.page ?? nothing}
      </main>
      <dialog id="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        <dl>${KEYS.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}
          ${PAGES.map((it) => html`<dt><kbd>g ${it.key}</kbd></dt><dd>${it.title}</dd>`)}</dl>
        <form method="dialog"><button>Close</button></form>
      </dialog>`;
  }

  skip(event) {
    event.preventDefault();
    this.renderRoot.querySelector('main').focus();
  }
}

customElements.define('cc-app', App);

// The frame of all pages: navigation, search, who has signed in, and the page of the address.

import {LitElement, css, html, nothing} from 'lit';
import {me, signOut} from './api.js';
import {PAGES, current, go, onChange} from './router.js';
import {KEYS, listen} from './keyboard.js';
import {onSaid} from './ui/say.js';
import {shared} from './ui/styles.js';
import './ui/elements.js';

class App extends LitElement {
  static properties = {person: {state: true}, page: {state: true}, problem: {state: true}, said: {state: true}};

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
    .said:empty { display: none; }
    .said { position: fixed; inset-block-end: 1rem; inset-inline: 1rem; margin: 0 auto; inline-size: fit-content; z-index: 3;
      padding: .5rem 1rem; border: 1px solid transparent; border-radius: var(--cc-radius); background: var(--cc-ink); color: var(--cc-paper); }
    .skip { position: absolute; inset-block-start: -10rem; }
    .skip:focus { position: static; }
    dialog dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; }
    dialog dd { margin: 0; }
    @media (forced-colors: active) { nav a[aria-current] { outline: 2px solid Highlight; } }
    @media (max-width: 52rem) {
      :host { grid-template: auto auto 1fr / minmax(0, 1fr); }
      .who { inline-size: 100%; justify-content: space-between; }
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
    this.said = '';
  }

  connectedCallback() {
    super.connectedCallback();
    onChange((moved) => this.show(moved));
    onSaid((said) => this.say(said));
    listen({
      search: () => {
        const field = this.renderRoot.querySelector('#search');
        field.focus();
        field.select();
      },
      help: () => this.renderRoot.querySelector('#keys').showModal(),
      helping: () => this.renderRoot.querySelector('#keys').open,
      page: () => this.page,
    });
    me().then((person) => { this.person = person; }, (problem) => { this.problem = problem; });
    this.show(null);
  }

  say(said) {
    clearTimeout(this.silence);
    this.said = said;
    this.silence = setTimeout(() => { this.said = ''; }, 4_000);
  }

  /** @param moved `{y}` where somebody has gone elsewhere; null where only filters are others */
  async show(moved) {
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
        this.heading = module?.title ?? 'Nothing here';
      } catch (failure) {
        this.page = null;
        this.problem = {title: 'The page could not be loaded', detail: 'Load it again in a moment.', cause: failure};
      }
    }
    if (this.page) {
      Object.assign(this.page, {rest, params});
    }
    document.title = [rest.at(-1)?.slice(0, 8), this.heading, 'calendly-connect'].filter(Boolean).join(' · ');
    if (moved) {
      await this.moved(moved);
    }
  }

  /** Whoever cannot see that there is another page hears it, and nobody starts in the middle of one. */
  async moved({y}) {
    await this.updateComplete;
    await this.page?.updateComplete;
    // Whoever searches already goes on typing.
    if (this.renderRoot.activeElement?.id !== 'search') {
      this.renderRoot.querySelector('main').focus({preventScroll: true});
    }
    window.scrollTo(0, y);
    // What was there has to come first.
    const {href} = location;
    let at = window.scrollY;
    for (let look = 0; look < 20 && at < y && href === location.href; look++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      // Somebody scrolls by themselves.
      if (window.scrollY !== at) {
        return;
      }
      window.scrollTo(0, y);
      at = window.scrollY;
    }
  }

  search(event) {
    event.preventDefault();
    const wanted = new FormData(event.target).get('q').trim();
    if (wanted) {
      this.renderRoot.querySelector('#search').blur();
      go('diagnose?' + new URLSearchParams({q: wanted}));
    }
  }

  render() {
    return html`
      <header>
        <a class="skip button" href="#main" @click=${this.skip}>Skip to the page</a>
        <a class="brand" href="/console/">calendly-connect</a>
        <form class="search" role="search" aria-label="Everywhere" @submit=${this.search}>
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
      <main id="main" tabindex="-1" aria-label=${this.heading ?? nothing}>
        ${this.problem ? html`<h1>${this.problem.title}</h1><cc-problem titled .problem=${this.problem}></cc-problem>` : nothing}
        ${this.page ?? nothing}
      </main>
      <p class="said" role="status">${this.said}</p>
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

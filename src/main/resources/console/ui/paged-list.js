import {get} from '../api.js';
import {sayMissing} from './say.js';

const EVERY = 15_000;

/**
 * The rows of a list that goes on by cursor: `rows`, `cursor`, `fresh`, `busy`, `problem`. What is shown stays where it
 * is: rows change in place, and new ones are counted until somebody asks for them.
 *
 *     list = new PagedList(this, '/deliveries', 'deliveries');
 */
export class PagedList {
  #host;
  #path;
  #field;
  #asked = null;
  #abort = null;
  #timer = null;

  constructor(host, path, field) {
    this.#host = host;
    this.#path = path;
    this.#field = field;
    this.#reset();
    host.addController(this);
  }

  hostConnected() {
    this.#timer = setInterval(() => this.#look(), EVERY);
  }

  hostDisconnected() {
    clearInterval(this.#timer);
    this.#abort?.abort();
    this.#asked = null;
  }

  /** Loads the first page, unless these filters are shown already. */
  show(params) {
    const text = JSON.stringify(params);
    return text === this.#asked ? null : this.#first(params, text);
  }

  refresh() {
    // As many as are there: nobody who comes back looks for the second page again.
    const limit = Math.min(Math.max(this.rows.length, 50), 200);
    return this.#asked === null ? null : this.#first({...JSON.parse(this.#asked), limit}, this.#asked);
  }

  async more() {
    await this.#load({...JSON.parse(this.#asked), cursor: this.cursor}, (page) => {
      this.rows = [...this.rows, ...page[this.#field]];
      this.cursor = page.next_cursor;
    });
    sayMissing(this.cursor, this.problem);
  }

  async #first(params, text) {
    if (text !== this.#asked) {
      this.#reset();
      this.#asked = text;
    }
    await this.#load(params, (page) => {
      this.rows = page[this.#field];
      this.cursor = page.next_cursor;
      this.fresh = 0;
    });
  }

  async #load(params, take) {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.busy = true;
    this.#host.requestUpdate();
    let problem = null;
    let page = null;
    try {
      page = await get(this.#path, params, {signal: abort.signal});
    } catch (failure) {
      problem = failure;
    }
    // What was given up for something else is neither there nor a problem.
    if (abort === this.#abort && !abort.signal.aborted) {
      if (page) {
        take(page);
      }
      Object.assign(this, {problem, busy: false, loaded: true});
      this.#host.requestUpdate();
    }
  }

  /** Whoever is not looking, or has something loading, is not disturbed. */
  async #look() {
    if (document.hidden || this.busy || this.#asked === null || !this.loaded) {
      return;
    }
    const asked = this.#asked;
    try {
      const found = (await get(this.#path, JSON.parse(asked)))[this.#field];
      if (asked === this.#asked) {
        const now = new Map(found.map((row) => [row.id, row]));
        const shown = new Set(this.rows.map((row) => row.id));
        this.rows = this.rows.map((row) => now.get(row.id) ?? row);
        this.fresh = found.filter((row) => !shown.has(row.id)).length;
        this.#host.requestUpdate();
      }
    } catch (problem) {
      // The next look may do better; whoever asks is told, and whoever has to sign in.
      if (problem.status === 401) {
        Object.assign(this, {problem});
        this.#host.requestUpdate();
      }
    }
  }

  #reset() {
    Object.assign(this, {rows: [], cursor: null, fresh: 0, busy: false, problem: null, loaded: false});
  }
}

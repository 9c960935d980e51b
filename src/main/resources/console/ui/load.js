/**
 * Loads something for an element, which is rendered anew when it is there: `value`, `problem`, `busy`. The
 * latest `run` counts; those before are given up.
 *
 *     load = new Load(this, (signal) => get('/overview', {}, {signal}));
 */
export class Load {
  #host;
  #fetch;
  #abort = null;

  constructor(host, fetch) {
    this.#host = host;
    this.#fetch = fetch;
    this.value = null;
    this.problem = null;
    this.busy = false;
    host.addController(this);
  }

  hostDisconnected() {
    this.#abort?.abort();
  }

  /** Nothing of it is shown any more: it was about something else. */
  forget() {
    this.#abort?.abort();
    Object.assign(this, {value: null, problem: null, busy: false});
  }

  /** What is there now; null for a run that was given up. */
  async run(...args) {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const value = await this.#fetch(abort.signal, ...args);
      this.#settle(abort, value, null);
    } catch (problem) {
      this.#settle(abort, this.value, problem);
    }
    return abort === this.#abort && !abort.signal.aborted ? this.value : null;
  }

  #settle(abort, value, problem) {
    if (abort === this.#abort && !abort.signal.aborted) {
      Object.assign(this, {value, problem, busy: false});
      this.#host.requestUpdate();
    }
  }
}

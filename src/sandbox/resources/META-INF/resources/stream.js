// The service's live stream. EventSource cannot send a bearer token, hence fetch. What it says is a reason to look; the page
// looks by itself too, only less often while a stream is open.
const RETRY_MS = 2_000;

export class Stream {
  #api;
  #onNews;
  #lastId;
  #closing = new AbortController();
  open = false;

  constructor(api, onNews) {
    this.#api = api;
    this.#onNews = onNews;
    this.#run();
  }

  close() {
    this.#onNews = () => {};
    this.open = false;
    this.#closing.abort();
  }

  async #run() {
    while (!this.#closing.signal.aborted) {
      try {
        await this.#listen();
      } catch {
        // Away for a moment, or a service without a stream: the page goes on looking by itself.
      }
      this.open = false;
      this.#onNews();
      await new Promise((wake) => { setTimeout(wake, RETRY_MS); });
    }
  }

  async #listen() {
    const reply = await this.#api.stream('/api/meetings/stream', this.#lastId, this.#closing.signal);
    const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    this.open = true;
    this.#onNews();
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (text + value).split('\n\n');
      text = blocks.pop();
      blocks.forEach((block) => this.#hear(block));
    }
  }

  #hear(block) {
    const event = {};
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':');
      if (colon > 0) event[line.slice(0, colon)] = line.slice(colon + 1).trim();
    }
    if (event.id) this.#lastId = event.id;
    if (event.event) this.#onNews();
  }
}

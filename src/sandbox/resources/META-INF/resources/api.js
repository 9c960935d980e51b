// The service's API as one user: signs in at the sandbox when there is no token, or it has expired.
export class Api {
  #sandbox;
  #user;
  #token;

  constructor(sandbox, user) {
    this.#sandbox = sandbox;
    this.#user = user;
  }

  async call(method, path, body) {
    let reply = await this.#send(method, path, body);
    if (reply.status === 401) {
      this.#token = undefined;
      reply = await this.#send(method, path, body);
    }
    const isJson = (reply.headers.get('Content-Type') ?? '').includes('json');
    const content = isJson ? await reply.json() : null;
    if (!reply.ok) {
      const said = [content?.title, content?.detail].filter(Boolean).join('. ');
      throw new Error(said || `The service answered ${reply.status}.`);
    }
    return content;
  }

  // The open answer of a stream, after an earlier one's last event if there was one.
  async stream(path, lastId, signal) {
    const more = { headers: lastId ? { 'Last-Event-ID': lastId } : {}, signal };
    let reply = await this.#send('GET', path, undefined, more);
    if (reply.status === 401) {
      this.#token = undefined;
      reply = await this.#send('GET', path, undefined, more);
    }
    if (!reply.ok) throw new Error(`The service answered ${reply.status}.`);
    return reply;
  }

  async #send(method, path, body, more = {}) {
    this.#token ??= this.#signIn();
    let token;
    try {
      token = await this.#token;
    } catch (problem) {
      this.#token = undefined;
      throw problem;
    }
    const headers = { Authorization: `Bearer ${token}`, ...more.headers };
    if (body) headers['Content-Type'] = 'application/json';
    return fetch(path, { method, headers, body: body && JSON.stringify(body), signal: more.signal });
  }

  async #signIn() {
    const reply = await fetch(`${this.#sandbox}/_login/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ sub: this.#user.id, name: this.#user.name }),
    });
    if (!reply.ok) throw new Error(`The sandbox's login answered ${reply.status}.`);
    return (await reply.json()).access_token;
  }
}

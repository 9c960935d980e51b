// What the product's backend was sent about the user, as it came. The sandbox has one, at an address that the service sends events to.
const LOOK_MS = 1_000;
const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

export class Told {
  #sandbox;
  #list;
  #none;
  #user;
  #timer;
  #seen = new Set();

  constructor(sandbox, list, none) {
    this.#sandbox = sandbox;
    this.#list = list;
    this.#none = none;
  }

  // Null for nobody.
  follow(user) {
    clearTimeout(this.#timer);
    this.#user = user?.id;
    this.#seen.clear();
    this.#list.replaceChildren();
    this.#none.hidden = false;
    if (this.#user) this.#look(this.#user);
  }

  async #look(user) {
    try {
      if (!document.hidden) {
        const reply = await fetch(`${this.#sandbox}/_backend/events?user=${encodeURIComponent(user)}`);
        if (reply.ok && user === this.#user) this.#show(await reply.json());
      }
    } catch {
      // The sandbox is away for a moment: asked again.
    }
    if (user === this.#user) this.#timer = setTimeout(() => this.#look(user), LOOK_MS);
  }

  // The latest first. What is there stays, with its data open if it was.
  #show({ registered, events }) {
    for (const event of events.toReversed()) {
      const key = `${event.id} ${event.received_at}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.#list.prepend(itemOf(event));
    }
    this.#none.hidden = events.length > 0;
    this.#none.textContent = registered
      ? 'Nothing yet.'
      : 'The backend is not registered as a destination: the service was started without it.';
  }
}

function itemOf({ id, type, received_at: received, verified, data }) {
  const summary = element('summary', 'Data');
  const details = element('details', summary, element('pre', JSON.stringify(data, null, 2)));
  const what = element('div', element('strong', type), element('span', `${TIME.format(new Date(received))} · ${id}`), details);
  what.className = 'what';
  const state = element('span', verified ? 'Verified' : 'Refused: not verified');
  state.className = 'state';
  const item = element('li', what, state);
  item.dataset.type = type;
  item.dataset.verified = verified;
  return item;
}

function element(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

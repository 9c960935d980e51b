// The list of meetings. Rows stay where they are between updates, so that neither the focus nor a screen reader's place is lost.
const DAY = new Intl.DateTimeFormat('en', { day: 'numeric' });
const MONTH = new Intl.DateTimeFormat('en', { month: 'short' });
const FULL_DAY = new Intl.DateTimeFormat('en', { weekday: 'long', hour: '2-digit', minute: '2-digit', hour12: false });
const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

export class Meetings {
  #list;
  #news;
  #rows = new Map();
  #first = true;

  constructor(list, news) {
    this.#list = list;
    this.#news = news;
  }

  clear() {
    this.#rows.clear();
    this.#first = true;
    this.#list.replaceChildren();
    this.#news.textContent = '';
  }

  show(meetings) {
    const ids = new Set(meetings.map((it) => it.id));
    for (const [id, row] of this.#rows) {
      if (ids.has(id)) continue;
      row.item.remove();
      this.#rows.delete(id);
    }
    const news = [];
    meetings.forEach((meeting, place) => {
      const changed = this.#put(meeting, place);
      if (changed && !this.#first) news.push(`${stateOf(meeting)}: ${titleOf(meeting)}`);
    });
    if (news.length) this.#news.textContent = news.join('. ');
    this.#first = false;
  }

  // True when the meeting is new or has changed.
  #put(meeting, place) {
    const content = JSON.stringify(meeting);
    const row = this.#rows.get(meeting.id);
    const changed = row?.content !== content;
    const item = changed ? itemOf(meeting) : row.item;
    if (changed) {
      if (!this.#first) item.classList.add('fresh');
      row?.item.replaceWith(item);
      this.#rows.set(meeting.id, { content, item });
    }
    if (this.#list.children[place] !== item) this.#list.insertBefore(item, this.#list.children[place] ?? null);
    return changed;
  }
}

function itemOf(meeting) {
  const start = new Date(meeting.start_time);
  const day = element('div', 'day', element('strong', '', DAY.format(start)), MONTH.format(start));
  const time = `${FULL_DAY.format(start)} – ${TIME.format(new Date(meeting.end_time))}`;
  const what = element('div', 'what', element('strong', '', titleOf(meeting)), element('span', '', time));
  const item = element('li', '', day, what, element('span', 'state', stateOf(meeting)));
  item.dataset.status = meeting.status;
  item.dataset.event = meeting.calendly_event_uri;
  return item;
}

function titleOf(meeting) {
  const coming = meeting.invitees.filter((it) => it.status === 'active');
  const guests = (coming.length ? coming : meeting.invitees).map((it) => it.name ?? it.email).join(', ');
  const name = meeting.name ?? 'Meeting';
  return guests ? `${name} with ${guests}` : name;
}

function stateOf(meeting) {
  if (meeting.status === 'canceled') return meeting.invitees.some((it) => it.rescheduled) ? 'Rescheduled' : 'Canceled';
  return meeting.invitees.some((it) => it.no_show) ? 'No-show' : 'Booked';
}

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

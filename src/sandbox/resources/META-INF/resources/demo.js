// A product's settings screen: sign in, connect by the service's component, see meetings by its API.
import { Api } from './api.js';
import { Meetings } from './meetings.js';
import { Stream } from './stream.js';
import { Told } from './told.js';

const REASONS = {
  state_invalid: 'That link had been used already. Please connect once more.',
  state_expired: 'The consent took too long, so it is no longer valid. Please connect once more.',
  browser_mismatch: 'The consent was given in another browser. Please connect in this one.',
  exchange_failed: 'Calendly did not accept the consent. Please connect once more.',
  calendly_unavailable: 'Calendly cannot be reached right now. Please try again in a moment.',
};
const STATUS = {
  not_connected: 'Not connected', active: 'Connected', degraded: 'Connected, with a problem',
  needs_reconnect: 'Needs a new consent', disconnected: 'Disconnected',
};
const LIVE_UPDATES = {
  active: 'On', pending: 'Being set up', plan_not_allowed: 'Not part of this Calendly plan',
};
const SYNC = {
  none: 'Not read yet', pending: 'Being read…', failed: 'Could not be read',
};
// How often to look without a stream, and with one that says when to.
const POLL_MS = 500;
const STREAM_POLL_MS = 15_000;

const byId = (id) => document.getElementById(id);
const setText = (id, text) => {
  if (byId(id).textContent !== text) byId(id).textContent = text;
};
const show = (id, visible) => { byId(id).hidden = !visible; };

const query = new URLSearchParams(location.search);
for (const place of ['sandbox', 'service']) {
  if (query.has(place)) sessionStorage.setItem(place, query.get(place));
}
const addressOf = (place) => sessionStorage.getItem(place) ?? document.querySelector(`meta[name=${place}]`).content;
const sandbox = addressOf('sandbox');
await import(`${addressOf('service')}/connect.js`);

const meetings = new Meetings(byId('meetings'), byId('news'));
const told = new Told(sandbox, byId('told'), byId('not-told'));
let api;
let stream;
let leaving = false;

function say(text, kind = 'good') {
  setText('notice', text);
  byId('notice').dataset.kind = kind;
  show('notice', Boolean(text));
  if (text) complain('');
}

function complain(text) {
  setText('problem', text);
  show('problem', Boolean(text));
  if (text) say('');
}

function showConnection({ status, reason, account, webhook, sync }) {
  const usable = ['active', 'degraded'].includes(status);
  setText('status', STATUS[status] ?? status);
  byId('status').dataset.status = status;
  show('intro', status === 'not_connected');
  setText('reason', reason ?? '');
  show('reason', reason);
  show('account', account && status !== 'disconnected');
  setText('account-name', account?.name ?? '–');
  setText('account-email', account?.email ?? '–');
  setText('account-timezone', account?.timezone ?? '–');
  const scope = webhook?.scope === 'organization' ? ', for the organization' : '';
  setText('account-webhook', webhook ? (LIVE_UPDATES[webhook.state] ?? 'Interrupted') + scope : 'Off');
  setText('account-sync', SYNC[sync?.status] ?? `Up to date, ${sync?.meetings ?? 0} meetings`);
  show('book', usable);
  setText('book-hint', `Pick an event type of ${account?.name}: only meetings they host are listed here.`);
  show('book-hint', usable && account?.name);
}

async function refresh() {
  const asked = api;
  const from = encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString());
  try {
    // One after the other: of two requests that meet a live reload, Quarkus answers only the first.
    const connection = await asked.call('GET', '/api/calendly/connection');
    const page = await asked.call('GET', `/api/meetings?from=${from}&limit=100`);
    if (asked !== api) return; // somebody else has signed in since
    showConnection(connection);
    meetings.show(page.meetings);
    show('no-meetings', page.meetings.length === 0);
    show('zone', page.meetings.length > 0);
    live(true);
  } catch (problem) {
    if (asked === api && !leaving) live(false, problem);
  }
}

// A service that restarts is away for a moment: said beside the list, and gone when it is back.
function live(isUp, problem) {
  const element = byId('live');
  element.toggleAttribute('data-away', !isUp);
  element.dataset.by = stream?.open ? 'stream' : 'polling';
  element.title = problem?.message ?? '';
  setText('live', isUp ? 'Updates by itself' : 'The service does not answer. Trying again…');
}

let timer;
async function poll() {
  clearTimeout(timer);
  if (!api || leaving) return;
  if (!document.hidden) await refresh();
  clearTimeout(timer);
  if (api) timer = setTimeout(poll, stream?.open ? STREAM_POLL_MS : POLL_MS);
}

function listen() {
  stream?.close();
  stream = api && new Stream(api, poll);
}

// Of whoever is signed in, from the product's own backend, which the sandbox plays.
async function tokenOf(user) {
  const reply = await fetch(`${sandbox}/_backend/session?user=${encodeURIComponent(user.id)}`, { method: 'POST' });
  const text = await reply.text();
  if (!reply.ok) throw new Error(text);
  return text;
}

function signIn(user) {
  api = user && new Api(sandbox, user);
  byId('calendly').fetchToken = user ? () => tokenOf(user) : undefined;
  if (user) sessionStorage.setItem('user', JSON.stringify(user));
  else sessionStorage.removeItem('user');
  meetings.clear();
  setText('who-name', user?.name ?? '');
  setText('status', 'Loading…');
  byId('status').dataset.status = 'loading';
  for (const part of ['intro', 'reason', 'account', 'book', 'book-hint', 'zone']) show(part, false);
  show('no-meetings', false);
  show('sign-in', !user);
  show('signed-in', user);
  show('who', user);
  listen();
  told.follow(user);
  poll();
}

for (const button of document.querySelectorAll('[data-user]')) {
  button.addEventListener('click', () => {
    say('');
    signIn({ id: button.dataset.user, name: button.dataset.name });
    document.querySelector('h1').focus();
  });
}
byId('sign-out').addEventListener('click', () => {
  say('');
  complain('');
  signIn(null);
  document.querySelector('[data-user]').focus();
});
const calendly = byId('calendly');
calendly.addEventListener('calendly-state', poll);
calendly.addEventListener('calendly-connected', () => say('Calendly is connected.'));
calendly.addEventListener('calendly-disconnected', () => say('Calendly is disconnected.'));
calendly.addEventListener('calendly-error', ({ detail }) => {
  if (detail.code === 'access_denied') say('You declined at Calendly. Nothing was connected, and nothing has changed.', 'gentle');
  else complain(REASONS[detail.code] ?? detail.detail ?? 'Connecting did not work. Please try again.');
});
calendly.addEventListener('calendly-before-disconnect', (event) => {
  event.preventDefault();
  byId('confirm').returnValue = '';
  byId('confirm').showModal();
});
byId('confirm').addEventListener('close', ({ target }) => {
  if (target.returnValue === 'disconnect') calendly.disconnect();
});
document.addEventListener('visibilitychange', poll);
addEventListener('pagehide', () => {
  leaving = true;
  stream?.close();
});
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  leaving = false; // back from Calendly by the browser's back button
  listen();
  poll();
});

byId('book').href = `${sandbox}/book`;
byId('sandbox-link').href = sandbox;
setText('zone', `Times are those of ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`);
signIn(JSON.parse(sessionStorage.getItem('user') ?? 'null'));
if (query.size) history.replaceState(null, '', location.pathname);

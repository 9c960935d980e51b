// A product's settings screen over the service's own API: sign in, connect, see meetings.
const REASONS = {
  access_denied: 'You declined at Calendly. Nothing was connected.',
  state_invalid: 'That sign-in link had been used already. Try again.',
  state_expired: 'That took more than ten minutes. Try again.',
  browser_mismatch: 'The consent was given in another browser. Try again here.',
  exchange_failed: 'Calendly did not accept the consent. Try again.',
  calendly_unavailable: 'Calendly cannot be reached right now. Try again in a moment.',
};
const STATUS = {
  not_connected: 'Not connected', active: 'Connected', degraded: 'Connected, with a problem',
  needs_reconnect: 'Needs a new consent', disconnected: 'Disconnected',
};
const byId = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
if (query.has('sandbox')) sessionStorage.setItem('sandbox', query.get('sandbox'));
const sandbox = sessionStorage.getItem('sandbox') ?? document.querySelector('meta[name=sandbox]').content;

let user = JSON.parse(sessionStorage.getItem('user') ?? 'null');
let token;

function notice(text, kind = 'info') {
  const box = byId('notice');
  box.textContent = text;
  box.dataset.kind = kind;
  box.hidden = !text;
}

async function bearer() {
  if (!token) {
    const reply = await fetch(`${sandbox}/_login/token`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ sub: user.id, name: user.name }),
    });
    token = (await reply.json()).access_token;
  }
  return token;
}

async function call(method, path, body, again = true) {
  const reply = await fetch(path, {
    method,
    headers: { Authorization: `Bearer ${await bearer()}`, ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  if (reply.status === 401 && again) {
    token = undefined; // a token lives for a while only: sign in again without asking
    return call(method, path, body, false);
  }
  const content = reply.status === 204 ? null : await reply.json();
  if (!reply.ok) throw new Error([content.title, content.detail].filter(Boolean).join('. '));
  return content;
}

function showConnection(connection) {
  const badge = byId('status');
  badge.textContent = STATUS[connection.status] ?? connection.status;
  badge.dataset.status = connection.status;
  byId('reason').textContent = connection.reason ?? '';
  byId('reason').hidden = !connection.reason;
  byId('account').hidden = !connection.account;
  byId('account-name').textContent = connection.account?.name ?? '–';
  byId('account-email').textContent = connection.account?.email ?? '–';
  byId('account-timezone').textContent = connection.account?.timezone ?? '–';
  byId('account-webhook').textContent = connection.webhook
    ? `${connection.webhook.state.replaceAll('_', ' ')}, for the ${connection.webhook.scope}` : 'none';
  byId('connect').textContent = connection.account ? 'Reconnect Calendly' : 'Connect Calendly';
}

const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

function meetingItem(meeting) {
  const item = document.createElement('li');
  item.dataset.status = meeting.status;
  item.dataset.event = meeting.calendly_event_uri;
  const what = document.createElement('div');
  what.className = 'what';
  const title = document.createElement('strong');
  const guests = meeting.invitees.map((it) => it.name ?? it.email).join(', ');
  title.textContent = guests ? `${meeting.name} with ${guests}` : meeting.name;
  const time = document.createElement('span');
  time.textContent = when.format(new Date(meeting.start_time));
  what.append(title, time);
  const state = document.createElement('span');
  state.className = 'hint';
  state.textContent = meeting.status === 'canceled' ? 'Canceled' : 'Booked';
  item.append(what, state);
  return item;
}

let shown = '';
function showMeetings(meetings) {
  const now = JSON.stringify(meetings);
  if (now === shown) return;
  shown = now;
  byId('no-meetings').hidden = meetings.length > 0;
  byId('meetings').replaceChildren(...meetings.map(meetingItem));
}

async function refresh() {
  try {
    const from = encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString());
    const [connection, page] = await Promise.all([
      call('GET', '/api/calendly/connection'),
      call('GET', `/api/meetings?from=${from}&limit=50`),
    ]);
    showConnection(connection);
    showMeetings(page.meetings);
  } catch (problem) {
    notice(`The service does not answer: ${problem.message}`, 'error');
  }
}

async function connect() {
  const button = byId('connect');
  button.disabled = true;
  notice('');
  try {
    const reply = await call('POST', '/api/calendly/connection', { return_to: `${location.origin}/` });
    if (reply.status === 'authorization_required') {
      location.assign(reply.authorization_url);
      return;
    }
    showConnection(reply.connection);
    notice('Calendly is connected. No new consent was needed.');
  } catch (problem) {
    notice(problem.message, 'error');
  }
  button.disabled = false;
}

function signIn(id, name) {
  user = { id, name };
  sessionStorage.setItem('user', JSON.stringify(user));
  token = undefined;
  show();
}

function signOut() {
  sessionStorage.removeItem('user');
  user = null;
  token = undefined;
  shown = '';
  byId('meetings').replaceChildren();
  notice('');
  show();
}

let timer;
function show() {
  byId('sign-in').hidden = Boolean(user);
  byId('signed-in').hidden = !user;
  byId('who').hidden = !user;
  byId('who-name').textContent = user?.name ?? '';
  clearInterval(timer);
  if (user) {
    refresh();
    timer = setInterval(refresh, 1000);
  }
}

for (const button of document.querySelectorAll('[data-user]')) {
  button.addEventListener('click', () => signIn(button.dataset.user, button.dataset.name));
}
byId('sign-out').addEventListener('click', signOut);
byId('connect').addEventListener('click', connect);
byId('book').href = `${sandbox}/book`;
byId('sandbox-link').href = sandbox;

if (query.get('calendly') === 'connected') notice('Calendly is connected.');
if (query.get('calendly') === 'error') notice(REASONS[query.get('reason')] ?? 'Connecting did not work.', 'error');
if (query.size) history.replaceState(null, '', location.pathname);
show();

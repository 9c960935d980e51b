// Calls to the service, as whoever has signed in.

export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail || body?.title || `The service answered ${status}.`);
    this.status = status;
    this.type = body?.type ?? 'about:blank';
    this.title = body?.title ?? 'That did not work';
    this.detail = body?.detail ?? '';
    this.calendly = body?.calendly ?? null;
  }
}

const UNREACHABLE = {
  title: 'The service cannot be reached',
  detail: 'Check the network, and try again in a moment.',
};

let session = null;

/** Who has signed in: `{name, admin}`. */
export async function me() {
  const {name, admin} = await current();
  return {name, admin};
}

/** `path` without `/api/admin`; parameters that are null or empty are left out. */
export const get = (path, params = {}, {signal} = {}) => call('GET', path + query(params), undefined, signal);
export const post = (path, body = {}) => call('POST', path, body);
export const remove = (path) => call('DELETE', path);

/** Ends the session, here and at the identity provider. */
export const signOut = () => location.assign('/console/sign-out');

function query(params) {
  const all = new URLSearchParams();
  for (const [name, value] of params instanceof URLSearchParams ? params : Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') {
      all.append(name, value);
    }
  }
  const text = all.toString();
  return text ? '?' + text : '';
}

function current() {
  session ??= send('GET', '/session').then(read).catch((problem) => {
    session = null;
    throw problem;
  });
  return session;
}

async function call(method, path, body, signal) {
  const {token} = await current();
  const answer = await send(method, path, token, body, signal);
  if ((answer.status === 403 && (await renewed(token))) || (answer.status === 401 && (await another()))) {
    return read(await send(method, path, (await current()).token, body, signal));
  }
  return read(answer);
}

/** The session was renewed meanwhile, and the page's token with it. */
async function renewed(token) {
  session = null;
  return (await current()).token !== token;
}

/** Of calls at the same time one renews the session, if it can be: what it was given is there in a moment. */
async function another() {
  await new Promise((resolve) => setTimeout(resolve, 500));
  session = null;
  await current();
  return true;
}

async function send(method, path, token, body, signal) {
  const headers = {Accept: 'application/json'};
  if (token) {
    headers['X-Console-Token'] = token;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  // A connection that has died is told by nobody.
  const patience = AbortSignal.timeout(60_000);
  return reached(() => fetch('/console/api' + path, {
    method, headers, signal: signal ? AbortSignal.any([signal, patience]) : patience, cache: 'no-store', redirect: 'error',
    body: body === undefined ? undefined : JSON.stringify(body),
  }));
}

async function reached(call) {
  try {
    return await call();
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : new Problem(0, UNREACHABLE);
  }
}

async function read(answer) {
  const text = await reached(() => answer.text());
  if (answer.ok) {
    return text ? JSON.parse(text) : null;
  }
  if (answer.status === 401) {
    signIn();
  }
  let body = null;
  try {
    body = JSON.parse(text);
  } catch {
    // What is no JSON comes from something in between.
  }
  throw new Problem(answer.status, body);
}

/**
 * The page itself leads to the sign-in; not again and again where that does not help, nor where nobody has just done something:
 * a secret that is shown once, or what is being typed, would be gone.
 */
function signIn() {
  if (!navigator.userActivation?.isActive) {
    return;
  }
  const last = Number(sessionStorage.getItem('cc-sign-in') ?? 0);
  if (Date.now() - last > 20_000) {
    sessionStorage.setItem('cc-sign-in', String(Date.now()));
    location.reload();
  }
}

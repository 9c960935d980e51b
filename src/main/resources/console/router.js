// The console's addresses: /console/<page>/<rest…>?<filters>.

export const ROOT = '/console/';

/** In the order of the navigation; `key` follows a `g`. */
export const PAGES = [
  {name: 'now', title: 'Now', key: 'n'},
  {name: 'diagnose', title: 'Diagnose', key: 'd'},
  {name: 'connections', title: 'Connections', key: 'c'},
  {name: 'organizations', title: 'Organizations', key: 'o'},
  {name: 'meetings', title: 'Meetings', key: 'm'},
  {name: 'deliveries', title: 'Deliveries', key: 'i'},
  {name: 'destinations', title: 'Destinations', key: 't'},
  {name: 'syncs', title: 'Syncs', key: 's'},
  {name: 'audit', title: 'Audit', key: 'a'},
  {name: 'system', title: 'System', key: 'y'},
];

const changed = new EventTarget();

/** `{name, rest, params}` of the address. */
export function current() {
  const [name, ...rest] = location.pathname.slice(ROOT.length).split('/').filter(Boolean).map(decodeURIComponent);
  return {name: name ?? 'now', rest, params: new URLSearchParams(location.search)};
}

/** Calls back whenever the address changes: with `{y}`, how far down, where somebody has gone elsewhere, else with null. */
export function onChange(listener) {
  changed.addEventListener('change', (event) => listener(event.detail.moved));
}

const told = (moved) => changed.dispatchEvent(new CustomEvent('change', {detail: {moved}}));

/** To an address of the console: `/console/deliveries/…`, or `deliveries/…`. What is left is found again as it was. */
export function go(path) {
  const address = new URL(path, location.origin + ROOT);
  if (address.href !== location.href) {
    history.replaceState({...history.state, y: window.scrollY}, '');
    history.pushState({from: location.pathname + location.search}, '', address);
  }
  told({y: 0});
}

const cameFrom = (list) => {
  const from = history.state?.from;
  return from && new URL(from, location.origin).pathname === ROOT + list ? from : null;
};

/** The list above what is shown, with the filters with which it was left. */
export const above = (list) => cameFrom(list) ?? ROOT + list;

/** Back there. */
export const leave = (list) => (cameFrom(list) ? history.back() : go(list));

/** Replaces filters in the address; null or '' removes one. */
export function setParams(values) {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === '') {
      params.delete(name);
    } else {
      params.set(name, value);
    }
  }
  const text = params.toString();
  history.replaceState(history.state, '', location.pathname + (text ? '?' + text : ''));
  told(null);
}

/** Where an operator's call is shown: `/api/admin/deliveries?state=dead`. Subscriptions are shown with their organizations. */
export const pageOf = (call) => call.replace(/^\/api\/admin\//, ROOT).replace(/^\/console\/subscriptions\?state=/, ROOT + 'organizations?trouble=');

history.scrollRestoration = 'manual';
window.addEventListener('popstate', (event) => told({y: event.state?.y ?? 0}));

/** Plain clicks on links of the console stay in the page; new tabs and other buttons work as ever. */
document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  const link = event.composedPath().find((it) => it instanceof HTMLAnchorElement && it.href);
  if (link && !link.target && !link.hasAttribute('download') && isPage(new URL(link.href))) {
    event.preventDefault();
    go(link.href);
  }
});

function isPage(address) {
  return address.origin === location.origin && address.pathname.startsWith(ROOT)
    && PAGES.some((it) => it.name === (address.pathname.slice(ROOT.length).split('/')[0] || 'now'));
}

// Times in filters: the address has them in UTC, so that a link means the same for everybody; fields have the viewer's.

const LOCAL = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/;
const WHOLE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A day begins where the viewer is. */
const here = (text) => new Date(text.includes('T') ? text : text + 'T00:00');

const two = (number) => String(number).padStart(2, '0');

/** `2026-02-04T14:03` in the viewer's zone, as a field of the type `datetime-local` has it. */
export function toField(iso) {
  const date = new Date(iso ?? '');
  return Number.isNaN(date.getTime())
    ? ''
    : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The filters of an address for a form. */
export function forForm(params, names = ['from', 'to']) {
  const shown = new URLSearchParams(params);
  names.filter((name) => shown.has(name)).forEach((name) => shown.set(name, toField(shown.get(name))));
  return shown;
}

/** Those times of an address that a form has just put there, in UTC; null where there is none. */
export function fromForm(params, names = ['from', 'to']) {
  const local = names.filter((name) => LOCAL.test(params.get(name) ?? '') && !Number.isNaN(here(params.get(name)).getTime()));
  return local.length ? Object.fromEntries(local.map((name) => [name, here(params.get(name)).toISOString()])) : null;
}

/** Those times of an address that nobody can read, by name; null where there is none. */
export function misread(params, names = ['from', 'to']) {
  const odd = names.filter((name) => params.get(name) && !(WHOLE.test(params.get(name)) && toField(params.get(name))));
  return odd.length ? Object.fromEntries(odd.map((name) => [name, params.get(name)])) : null;
}

/** The filters of an address that a call understands. */
export function filtersOf(params, names) {
  return Object.fromEntries(names.map((name) => [name, params.get(name)]).filter(([, value]) => value));
}

/** Yesterday in the viewer's zone. */
export function yesterday(now = new Date()) {
  const from = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const to = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  return {from: from.toISOString(), to: to.toISOString()};
}

/** The last part of a URI, which is what people tell them apart by. */
export const lastOf = (uri) => (uri ?? '').split('/').at(-1);

// Keys, never while somebody is typing.

import {PAGES, go, pageOf} from './router.js';
import {get} from './api.js';
import {asking} from './ui/ask.js';

/** What the list of keys says. */
export const KEYS = [
  ['/', 'Search'],
  ['g, then a letter', 'Go to a page'],
  ['j, k', 'Down, up in a list'],
  ['Enter', 'Open'],
  ['Esc', 'Back, close'],
  ['x', 'Select'],
  ['r', 'Refresh'],
  ['c', 'Copy'],
  ['.', 'Next thing that needs attention'],
  ['?', 'This list'],
];

const OF_PAGES = ['j', 'k', 'Enter', 'Escape', 'x', 'r', 'c'];
const TYPING = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

let afterG = 0;
let attended = -1;

function target(event) {
  return event.composedPath()[0];
}

/** Enter on a link or a button is theirs. */
function isTheirs(event) {
  const at = target(event);
  return at instanceof Element
    && (at.matches(TYPING) || (event.key === 'Enter' && at.matches('a, button, summary')));
}

async function nextAttention() {
  const {now} = await get('/overview', {minutes: 1});
  if (now.attention.length) {
    attended = (attended + 1) % now.attention.length;
    go(pageOf(now.attention[attended].link));
  } else {
    go('now');
  }
}

/**
 * Nothing behind a dialog is meant, wherever the focus is.
 *
 * @param actions `search()`, `help()`, `helping()`, whether that is shown, and `page()`, the element of the page that is shown
 */
export function listen(actions) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTheirs(event)
        || asking() || actions.helping()) {
      return;
    }
    if (handle(event.key, actions)) {
      event.preventDefault();
    }
  });
}

function handle(key, actions) {
  if (afterG && Date.now() - afterG < 1500) {
    afterG = 0;
    const page = PAGES.find((it) => it.key === key);
    if (page) {
      go(page.name);
    }
    return Boolean(page);
  }
  afterG = key === 'g' ? Date.now() : 0;
  if (key === '/') {
    actions.search();
  } else if (key === '?') {
    actions.help();
  } else if (key === '.') {
    nextAttention().catch(() => go('now'));
  } else if (OF_PAGES.includes(key)) {
    const page = actions.page();
    return page ? !page.dispatchEvent(new CustomEvent('cc-key', {detail: {key}, cancelable: true})) : false;
  } else {
    return key === 'g';
  }
  return true;
}

// What is told for a moment, at the lower edge, and read out.

const told = new EventTarget();

export const say = (text) => told.dispatchEvent(new CustomEvent('say', {detail: text}));

/** That the rest of a list did not come: above it, where its trouble stands, nobody looks then. */
export const sayMissing = (cursor, problem) => cursor && problem && problem.name !== 'AbortError' && say(`There is no more yet: ${problem.title ?? problem.message}.`);

export const onSaid = (listener) => told.addEventListener('say', (event) => listener(event.detail));

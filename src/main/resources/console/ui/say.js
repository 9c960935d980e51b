// What is told for a moment, at the lower edge, and read out.

const told = new EventTarget();

export const say = (text) => told.dispatchEvent(new CustomEvent('say', {detail: text}));

export const onSaid = (listener) => told.addEventListener('say', (event) => listener(event.detail));

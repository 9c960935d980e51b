import {LitElement, css, html, nothing} from 'lit';

const STEPS = [[60, 'second'], [60, 'minute'], [24, 'hour'], [365, 'day'], [Infinity, 'year']];
const relative = new Intl.RelativeTimeFormat('en', {numeric: 'auto'});
const exact = new Intl.DateTimeFormat('en', {dateStyle: 'medium', timeStyle: 'long'});

const shown = new Set();
setInterval(() => shown.forEach((it) => it.requestUpdate()), 15_000);

export function ago(date, now = Date.now()) {
  let amount = (date.getTime() - now) / 1000;
  for (const [size, unit] of STEPS) {
    if (Math.abs(amount) < size) {
      return unit === 'second' && Math.abs(amount) < 5 ? 'just now' : relative.format(Math.trunc(amount), unit);
    }
    amount /= size;
  }
  return '';
}

/** `<cc-time .value=${iso}>`: relative, and exact on focus and hover, in the viewer's zone. */
class Time extends LitElement {
  static properties = {value: {}};

  static styles = css`
    time { position: relative; border-block-end: 1px dotted var(--cc-edge); }
    .exact { display: none; position: absolute; inset-block-start: 100%; inset-inline-start: 0; z-index: 2; white-space: nowrap;
      background: var(--cc-ink); color: var(--cc-paper); border-radius: .3rem; padding: .15rem .5rem; font-size: .875rem; }
    time:hover .exact, time:focus .exact { display: block; }
    :focus-visible { outline: 3px solid var(--cc-focus); outline-offset: 2px; }
  `;

  connectedCallback() {
    super.connectedCallback();
    shown.add(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    shown.delete(this);
  }

  render() {
    const date = this.value ? new Date(this.value) : null;
    if (!date || Number.isNaN(date.getTime())) {
      return nothing;
    }
    return html`<time datetime=${date.toISOString()} tabindex="0">${ago(date)}<span class="exact" role="tooltip">${exact.format(date)}</span></time>`;
  }
}

customElements.define('cc-time', Time);

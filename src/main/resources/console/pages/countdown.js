import {LitElement, css, html, nothing} from 'lit';

const DAY = 24 * 3_600_000;
const shown = new Set();
setInterval(() => shown.forEach((it) => it.requestUpdate()), 15_000);

/** How long Calendly goes on trying before it disables a subscription, which it does after a day. */
export function left(since, now = Date.now()) {
  const minutes = Math.floor((new Date(since).getTime() + DAY - now) / 60_000);
  return minutes <= 0 ? null : {hours: Math.floor(minutes / 60), minutes: minutes % 60};
}

/** `<cc-countdown .since=${retry_started_at}>`: counts down to when Calendly disables the subscription. */
class Countdown extends LitElement {
  static properties = {since: {}};

  static styles = css`
    span { color: var(--cc-warn); background: var(--cc-warn-back); border-radius: 1rem; padding: 0 .6rem; }
    .soon { color: var(--cc-bad); background: var(--cc-bad-back); font-weight: 600; }
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
    if (!this.since) {
      return nothing;
    }
    const rest = left(this.since);
    return rest === null ? html`<span class="soon">disabled any moment</span>`
      : html`<span class=${rest.hours < 6 ? 'soon' : ''}>disabled in ${rest.hours} h ${rest.minutes} min</span>`;
  }
}

customElements.define('cc-countdown', Countdown);

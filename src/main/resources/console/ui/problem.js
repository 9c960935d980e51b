import {LitElement, css, html, nothing} from 'lit';
import {shared} from './styles.js';

/**
 * `<cc-problem .problem>`: what went wrong and what to do; fires `cc-retry` where somebody listens for it. `titled` where its
 * title is the heading above it already.
 */
class ProblemBox extends LitElement {
  static properties = {problem: {attribute: false}, retry: {type: Boolean}, titled: {type: Boolean}};

  static styles = [shared, css`
    div { border-inline-start: 4px solid var(--cc-bad); background: var(--cc-bad-back); border-radius: var(--cc-radius); padding: .75rem 1rem; margin-block: 1rem; }
  `];

  render() {
    if (!this.problem) {
      return nothing;
    }
    const {title, detail, message, calendly, status} = this.problem;
    // What was refused is refused again; what was too much, or cannot be reached, may be better in a moment.
    const helps = this.retry && !(status >= 400 && status < 500 && status !== 429);
    const said = detail || (title ? '' : message);
    return html`<div role="alert">${this.titled ? nothing : html`<p><strong>${title ?? 'That did not work'}</strong></p>`}
      ${said ? html`<p>${said}</p>` : nothing}
      ${calendly ? html`<p>Calendly said: ${calendly.title} ${calendly.message && calendly.message !== calendly.title ? calendly.message : ''}
        ${calendly.request_id ? html`<code>${calendly.request_id}</code>` : nothing}</p>` : nothing}
      ${status === 401 ? html`<p><button class="quiet" @click=${() => location.reload()}>Sign in again</button></p>` : nothing}
      ${helps ? html`<p><button class="quiet" @click=${this.again}>Try again</button></p>` : nothing}</div>`;
  }

  again() {
    this.dispatchEvent(new CustomEvent('cc-retry', {bubbles: true, composed: true}));
  }
}

customElements.define('cc-problem', ProblemBox);

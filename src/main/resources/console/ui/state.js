import {LitElement, css, html} from 'lit';

const GOOD = ['active', 'ok', 'processed', 'done', 'succeeded', 'connected', 'accepted', 'delivered', 'stored', 'matched', 'verified', 'running', 'confirmed', 'success'];
const BAD = ['dead', 'failed', 'failing', 'refused', 'disabled', 'needs_reconnect', 'held', 'revoked', 'rejected', 'error', 'disconnected', 'orphaned', 'plan_not_allowed', 'lost'];
const WARN = ['pending', 'retry', 'degraded', 'paused', 'creating', 'deleting', 'waiting', 'expired', 'due', 'stopped', 'connecting', 'authorization_required', 'missing'];

const kindOf = (value) => GOOD.includes(value) ? 'good' : BAD.includes(value) ? 'bad' : WARN.includes(value) ? 'warn' : 'plain';
const SIGNS = {good: '●', bad: '▲', warn: '◆', plain: '○'};

/** `<cc-state value="active">`: a word, a sign and a colour. `kind` says which where the word does not. */
class State extends LitElement {
  static properties = {value: {}, kind: {}};

  static styles = css`
    span { display: inline-flex; gap: .35rem; align-items: baseline; border-radius: 1rem; padding: 0 .6rem; white-space: nowrap;
      font-size: .875rem; border: 1px solid transparent; }
    .good { color: var(--cc-good); background: var(--cc-good-back); }
    .warn { color: var(--cc-warn); background: var(--cc-warn-back); }
    .bad { color: var(--cc-bad); background: var(--cc-bad-back); }
    .plain { color: var(--cc-ink); background: var(--cc-mark); }
    i { font-style: normal; font-size: .7em; }
  `;

  render() {
    const value = String(this.value ?? 'unknown').toLowerCase();
    const kind = this.kind ?? kindOf(value);
    return html`<span class=${kind}><i aria-hidden="true">${SIGNS[kind]}</i>${value.replaceAll('_', ' ')}</span>`;
  }
}

customElements.define('cc-state', State);

import {LitElement, css, html, nothing} from 'lit';
import {shared} from '../ui/styles.js';

const KINDS = {audit: 'done', delivery: 'delivery', sync: 'sync', event: 'told', grant: 'grant'};

/** Where an entry leads. */
function placeOf({kind, id}) {
  return !id ? null : kind === 'delivery' ? `/console/deliveries/${id}` : kind === 'sync' ? `/console/syncs/${id}` : null;
}

/**
 * `<cc-history .entries .before>`: what happened, the latest first. `cc-more` asks for what happened before.
 */
class History extends LitElement {
  static properties = {entries: {attribute: false}, before: {attribute: false}, empty: {}, busy: {type: Boolean}};

  static styles = [shared, css`
    ol { list-style: none; margin: 0; padding: 0; }
    li { display: grid; grid-template-columns: 8rem 5.5rem minmax(0, 1fr); gap: 0 .75rem; padding-block: .4rem; border-block-end: 1px solid var(--cc-line); }
    .kind { color: var(--cc-soft); font-size: .875rem; }
    .bad .says { color: var(--cc-bad); }
    .says { margin: 0; }
    @media (max-width: 36rem) { li { grid-template-columns: 1fr auto; } li > div { grid-column: 1 / -1; } }
  `];

  render() {
    const entries = this.entries ?? [];
    if (entries.length === 0) {
      return html`<cc-empty>${this.empty ?? 'What happens to it is listed here, the latest first.'}</cc-empty>`;
    }
    return html`<ol aria-label="What happened">${entries.map((it) => this.entry(it))}</ol>
      ${this.before ? html`<p><button class="quiet" ?disabled=${this.busy}
        @click=${() => this.dispatchEvent(new CustomEvent('cc-more', {bubbles: true, composed: true}))}>Earlier</button></p>` : nothing}`;
  }

  entry(it) {
    const place = placeOf(it);
    const cause = it.cause && placeOf(it.cause);
    return html`<li class=${it.ok ? '' : 'bad'} data-what=${it.what}>
      <span><cc-time .value=${it.at}></cc-time></span>
      <span class="kind">${KINDS[it.kind] ?? it.kind}${it.times ? ` ×${it.times}` : ''}</span>
      <div><p class="says">${it.ok ? nothing : html`<span aria-hidden="true">▲ </span>`}${place ? html`<a href=${place}>${it.says}</a>` : it.says}</p>
        ${it.actor ? html`<small>by ${it.actor}</small>` : nothing}
        ${cause ? html`<small><a href=${cause}>by this ${it.cause.kind}</a></small>` : nothing}</div></li>`;
  }
}

customElements.define('cc-history', History);

import {LitElement, css, html, nothing} from 'lit';
import {shared} from '../ui/styles.js';
import {placeOf} from './mending.js';

const NAMES = {
  grant: 'Grant', scope: 'Scope', role: 'Role', plan: 'Plan', subscription: 'Subscription', last_delivery: 'Last delivery',
  projection: 'Working off', sync: 'Calendar', sent: 'Told to the product',
};

/**
 * `<cc-chain .chain .admin>`: from the grant to the product, link by link; the first broken one is marked. A button fires
 * `cc-mend` with `detail` as the service says it.
 */
class Chain extends LitElement {
  static properties = {chain: {attribute: false}, admin: {type: Boolean}, busy: {type: Boolean}};

  static styles = [shared, css`
    ol { list-style: none; margin: 0; padding: 0; }
    li { display: grid; grid-template-columns: 2rem 9rem minmax(0, 1fr); gap: 0 .75rem; padding-block: .55rem; position: relative; }
    li:not(:last-child)::before { content: ''; position: absolute; inset-inline-start: .95rem; inset-block: 2.65rem -.45rem; border-inline-start: 2px solid var(--cc-line); }
    .sign { inline-size: 2rem; block-size: 2rem; border-radius: 50%; display: grid; place-items: center; font-weight: 700;
      background: var(--cc-good-back); color: var(--cc-good); border: 1px solid currentColor; }
    .bad .sign { background: var(--cc-bad-back); color: var(--cc-bad); }
    .follows .sign { background: var(--cc-paper); color: var(--cc-soft); border-style: dashed; }
    .follows .says, .follows h3 { color: var(--cc-soft); }
    h3 { margin: .2rem 0 0; }
    .says { margin: .2rem 0 0; }
    .first { background: var(--cc-bad-back); border-radius: var(--cc-radius); margin-inline: -.6rem; padding-inline: .6rem; }
    li.first:not(:last-child)::before { inset-inline-start: 1.55rem; }
    .here { color: var(--cc-bad); font-weight: 700; font-size: .875rem; display: block; }
    .times { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
    .mends { margin-block-start: .5rem; }
    @media (max-width: 36rem) { li { grid-template-columns: 2rem minmax(0, 1fr); } li > div { grid-column: 2; } }
  `];

  render() {
    return this.chain ? html`<ol aria-label="From the grant to the product">${this.chain.links.map((it) => this.link(it))}</ol>` : nothing;
  }

  link(link) {
    const first = link.step === this.chain.broken;
    const kind = link.ok ? 'good' : link.follows ? 'bad follows' : 'bad';
    const word = link.ok ? 'holds' : link.follows ? 'cannot hold' : 'broken';
    return html`<li class="${kind}${first ? ' first' : ''}" data-step=${link.step} aria-current=${first ? 'step' : nothing}>
      <span class="sign" aria-hidden="true">${link.ok ? '✓' : link.follows ? '…' : '✕'}</span>
      <h3>${NAMES[link.step] ?? link.step}<span class="unseen">: ${word}</span>
        ${first ? html`<span class="here">breaks here</span>` : nothing}</h3>
      <div><p class="says">${link.follows ? 'Waits for what is broken above. ' : nothing}${link.says}</p>
        <small class="times">
          ${link.since ? html`<span>${link.ok ? 'at' : 'since'} <cc-time .value=${link.since}></cc-time></span>` : nothing}
          ${link.next_at ? html`<span>looked at again <cc-time .value=${link.next_at}></cc-time></span>` : nothing}</small>
        ${link.follows ? nothing : this.mends(link)}</div></li>`;
  }

  mends(link) {
    const shown = link.mends.filter((it) => this.admin || placeOf(it));
    return shown.length === 0 ? nothing : html`<div class="row mends">${shown.map((it) => {
      const place = placeOf(it);
      return place ? html`<a class="button" href=${place}>${it.says}</a>`
        : html`<button ?disabled=${this.busy} @click=${() => this.tell(it)}>${it.says}</button>`;
    })}</div>`;
  }

  tell(detail) {
    this.dispatchEvent(new CustomEvent('cc-mend', {detail, bubbles: true, composed: true}));
  }
}

customElements.define('cc-chain', Chain);

import {LitElement, css, html} from 'lit';

/** `<cc-progress .done .total>`: how far long work has got. */
class Progress extends LitElement {
  static properties = {done: {type: Number}, total: {type: Number}, label: {}};

  static styles = css`
    label { display: grid; gap: .25rem; font-weight: 400; }
    progress { inline-size: 100%; accent-color: var(--cc-link); }
  `;

  render() {
    const {done = 0, total = 0} = this;
    return html`<label><span>${this.label ?? 'Progress'}: ${done} of ${total}</span>
      <progress max=${Math.max(total, 1)} .value=${total ? done : 0}></progress></label>`;
  }
}

customElements.define('cc-progress', Progress);

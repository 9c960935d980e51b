import {LitElement, css, html} from 'lit';

/** `<cc-empty>`: what would be here, and how it comes. */
class Empty extends LitElement {
  static styles = css`
    div { border: 1px dashed var(--cc-edge); border-radius: var(--cc-radius); padding: 1.25rem; color: var(--cc-soft); }
  `;

  render() {
    return html`<div><slot></slot></div>`;
  }
}

customElements.define('cc-empty', Empty);

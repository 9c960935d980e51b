import {LitElement, html} from 'lit';
import {shared} from './styles.js';

/** `<cc-copy .text>`: a button that copies; `label` says what. */
class Copy extends LitElement {
  static properties = {text: {}, label: {}, said: {state: true}};

  static styles = [shared];

  render() {
    return html`<button class="quiet" @click=${this.copy}>${this.said ?? 'Copy'}${this.label ? html`<span class="unseen"> ${this.label}</span>` : ''}</button><span
      class="unseen" role="status">${this.said ?? ''}</span>`;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text ?? '');
      this.said = 'Copied';
    } catch {
      this.said = 'Could not copy';
    }
    setTimeout(() => { this.said = null; }, 2000);
  }
}

customElements.define('cc-copy', Copy);

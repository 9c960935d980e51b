import {LitElement, html} from 'lit';
import {say} from './say.js';
import {shared} from './styles.js';

/** For the key `c`: says what is copied now, as nothing else shows it. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    say(`Copied: ${what}.`);
  } catch {
    say(`The browser did not let ${what} be copied.`);
  }
}

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

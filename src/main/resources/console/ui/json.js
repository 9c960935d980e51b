import {LitElement, css, html, nothing} from 'lit';
import {shared} from './styles.js';

/**
 * `<cc-json .value .hidden>`: a tree. `hidden` is true for all texts, or the names of those fields whose values are not
 * shown; a value that the service has left out itself is shown as it is.
 */
class Json extends LitElement {
  static properties = {value: {attribute: false}, hidden: {attribute: false}};

  static styles = [shared, css`
    ul { list-style: none; margin: 0; padding-inline-start: 1.1rem; border-inline-start: 1px solid var(--cc-line); }
    :host { display: block; font-family: var(--cc-mono); font-size: .875rem; overflow-wrap: anywhere; }
    summary { cursor: pointer; padding-block: .15rem; min-block-size: 1.5rem; }
    .key { color: var(--cc-soft); }
    .text { color: var(--cc-good); }
    .other { color: var(--cc-link); }
  `];

  render() {
    return this.value === undefined ? nothing : this.node(null, this.value, 0);
  }

  node(key, value, depth) {
    const label = key === null ? nothing : html`<span class="key">${key}: </span>`;
    if (value === null || typeof value !== 'object') {
      return html`${label}${this.leaf(key, value)}`;
    }
    const entries = Object.entries(value);
    const size = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
    return html`<details ?open=${depth < 2}><summary>${label}<span class="soft">${size}</span></summary>
      <ul>${entries.map(([name, child]) => html`<li>${this.node(name, child, depth + 1)}</li>`)}</ul></details>`;
  }

  leaf(key, value) {
    if (typeof value === 'string' && this.isHidden(key)) {
      return html`<span class="soft">(hidden)</span>`;
    }
    return html`<span class=${typeof value === 'string' ? 'text' : 'other'}>${JSON.stringify(value)}</span>`;
  }

  isHidden(key) {
    return this.hidden === true || (Array.isArray(this.hidden) && this.hidden.includes(key));
  }
}

customElements.define('cc-json', Json);

import {LitElement} from 'lit';
import {shared} from './styles.js';

/**
 * A page: `rest` and `params` of its address, shared styles, and keys, which `onKey(key)` answers with
 * true where it has done something. It renders one `<h1>`.
 */
export class Page extends LitElement {
  static properties = {rest: {attribute: false}, params: {attribute: false}};

  static styles = [shared];

  constructor() {
    super();
    this.rest = [];
    this.params = new URLSearchParams();
    this.addEventListener('cc-key', (event) => {
      if (!event.defaultPrevented && this.onKey(event.detail.key)) {
        event.preventDefault();
      }
    });
  }

  onKey() {
    return false;
  }
}

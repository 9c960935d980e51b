import {html} from 'lit';
import {Page} from '../ui/page.js';

export const title = 'Now';

class Now extends Page {
  render() {
    return html`<h1>Now</h1>`;
  }
}

customElements.define('cc-page-now', Now);

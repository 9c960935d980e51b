import {html, nothing, render} from 'lit';
import {shared} from './styles.js';

let open = 0;

/** Whether somebody is being asked. */
export const asking = () => open > 0;

/**
 * Asks before something is done: a dialog, which resolves to `{reason}`, to `{}` where none was asked for, or to null for a no. Whoever goes to
 * another page has said no.
 *
 * @param title what is about to be done, as a question
 * @param options `text` says what comes of it; `typed` has to be typed; `reason` asks for one; `action` is the button
 */
export function ask(title, {text = '', typed = null, reason = false, action = 'Do it'} = {}) {
  const host = document.createElement('div');
  const root = host.attachShadow({mode: 'open'});
  root.adoptedStyleSheets = [shared.styleSheet];
  document.body.append(host);
  return new Promise((resolve) => {
    render(form({title, text, typed, reason, action}), root);
    const dialog = root.querySelector('dialog');
    const left = () => dialog.close('no');
    window.addEventListener('popstate', left);
    open++;
    dialog.addEventListener('close', () => {
      open--;
      window.removeEventListener('popstate', left);
      const agreed = dialog.returnValue === 'yes';
      const said = root.querySelector('#reason')?.value.trim();
      host.remove();
      resolve(agreed ? (said ? {reason: said} : {}) : null);
    });
    dialog.showModal();
  });
}

/** Blanks are no reason. */
function saysWhy({target}) {
  target.setCustomValidity(target.value.trim() ? '' : 'Say why.');
}

function form({title, text, typed, reason, action}) {
  const pattern = (typed ?? '').replace(/[\\^$.*+?()[\]{}|\/]/g, '\\$&');
  return html`<dialog aria-labelledby="title"><form method="dialog">
    <h2 id="title">${title}</h2>
    ${text ? html`<p>${text}</p>` : nothing}
    ${typed === null ? nothing : html`<p><label for="typed">Type <code>${typed}</code> to confirm</label><br>
      <input id="typed" required autocomplete="off" spellcheck="false" pattern=${pattern}></p>`}
    ${reason ? html`<p><label for="reason">Why? (kept in the audit)</label><br>
      <textarea id="reason" required maxlength="500" rows="2" cols="40" @input=${saysWhy}></textarea></p>` : nothing}
    <p class="row"><button class=${typed === null ? '' : 'danger'} value="yes">${action}</button>
      <button class="quiet" value="no" formnovalidate>Cancel</button></p>
  </form></dialog>`;
}

import {LitElement, css, html, nothing} from 'lit';
import {setParams} from '../router.js';
import {shared} from './styles.js';

/**
 * `<cc-filters .fields .params>`: a form that is bound to the address. A field is `{name, label, type, options}`; `type` is
 * `text`, `select` (with `options`, words or `{value, label}`), or any of an input. Filters that have no field, with which a
 * link has come here, are named by `others`: each that is set is shown, and taken away by a click. So is what a field cannot
 * show, in `odd`, by name.
 */
class Filters extends LitElement {
  static properties = {fields: {attribute: false}, params: {attribute: false}, others: {attribute: false}, odd: {attribute: false}};

  static styles = [shared, css`
    form { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; margin-block-end: 1rem; }
    label { display: grid; gap: .2rem; font-size: .875rem; }
    input, select { font-weight: 400; }
    [data-filter] { overflow-wrap: anywhere; text-align: start; }
    @media (max-width: 30rem) {
      form { gap: .5rem; }
      label { flex: 1 1 8.5rem; min-inline-size: 0; align-content: end; grid-template-columns: minmax(0, 1fr); }
      input, select { inline-size: 100%; }
      label:has([type="datetime-local"]) { flex-basis: 100%; }
    }
  `];

  render() {
    const fields = this.fields ?? [];
    const others = [...(this.others ?? []).filter((name) => this.params?.get(name)).map((name) => [name, this.params.get(name)]),
      ...Object.entries(this.odd ?? {})];
    const set = others.length || fields.some((it) => this.value(it));
    return html`<form role="search" aria-label="Filters" @submit=${this.apply} @change=${this.changed}>
      ${fields.map((it) => html`<label>${it.label}${this.field(it)}</label>`)}
      <button>Filter</button>
      ${others.map(([name, value]) => this.other(name, value))}
      ${set ? html`<button type="button" class="quiet" @click=${this.clear}>Clear</button>` : nothing}</form>`;
  }

  other(name, value) {
    return html`<button type="button" class="quiet" data-filter=${name} @click=${() => setParams({[name]: null})}>${name}
      ${value.length > 40 ? '…' + value.slice(-39) : value} <span aria-hidden="true">✕</span><span class="unseen">: take this filter away</span></button>`;
  }

  value(field) {
    return this.params?.get(field.name) ?? '';
  }

  field(field) {
    if (field.type === 'select') {
      return html`<select name=${field.name} .value=${this.value(field)}>
        <option value="" ?selected=${!this.value(field)}>any</option>
        ${field.options.map((it) => this.option(field, typeof it === 'string' ? {value: it, label: it.replaceAll('_', ' ')} : it))}</select>`;
    }
    return html`<input name=${field.name} type=${field.type ?? 'text'} .value=${this.value(field)} autocomplete="off" spellcheck="false">`;
  }

  option(field, {value, label}) {
    return html`<option value=${value} ?selected=${this.value(field) === value}>${label}</option>`;
  }

  changed(event) {
    if (event.target instanceof HTMLSelectElement) {
      this.apply(event);
    }
  }

  apply(event) {
    event.preventDefault();
    setParams(Object.fromEntries(new FormData(this.renderRoot.querySelector('form'))));
  }

  /** What was typed and not asked for yet, too. */
  clear() {
    this.renderRoot.querySelectorAll('input').forEach((it) => { it.value = ''; });
    setParams(Object.fromEntries([...this.fields.map((it) => it.name), ...(this.others ?? [])].map((name) => [name, null])));
  }
}

customElements.define('cc-filters', Filters);

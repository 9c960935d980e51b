import {css, html, nothing} from 'lit';
import {get} from '../api.js';
import {setParams} from '../router.js';
import {Load} from '../ui/load.js';
import {Page} from '../ui/page.js';

export const title = 'System';

const REPOSITORY = 'docs/';

class System extends Page {
  static styles = [...Page.styles, css`
    .found { max-inline-size: 20rem; }
  `];

  system = new Load(this, (signal) => get('/system', {}, {signal}));
  encryption = new Load(this, (signal) => get('/encryption', {}, {signal}));

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
  }

  refresh() {
    this.system.run();
    this.encryption.run();
  }

  onKey(key) {
    if (key === 'r') {
      this.refresh();
    }
    return key === 'r';
  }

  render() {
    const {value, problem} = this.system;
    return html`<h1>System</h1>
      <cc-problem .problem=${problem} retry @cc-retry=${() => this.refresh()}></cc-problem>
      ${value ? html`<p>Version ${value.version}.</p>` : problem ? nothing : html`<p role="status">Looking…</p>`}
      ${this.links()}
      <h2>Encryption keys</h2>
      <cc-problem .problem=${this.encryption.problem} retry @cc-retry=${() => this.encryption.run()}></cc-problem>
      ${this.encryption.value ? this.keys(this.encryption.value) : this.encryption.problem ? nothing : html`<p role="status">Looking…</p>`}
      ${value && (this.encryption.value || this.encryption.problem) ? html`${this.configuration(value.configuration)}${this.migrations(value.migrations)}` : nothing}`;
  }

  links() {
    return html`<ul>
      <li>Runbook: <code>${REPOSITORY}operations.md</code>, what every problem means: <code>${REPOSITORY}problems.md</code>, threats and keys:
        <code>${REPOSITORY}security.md</code>, all of them with the source of the service</li>
      <li>Metrics: <code>/q/metrics</code>, health: <code>/q/health</code>, this API: <code>/q/openapi</code>, on the management port in production,
        which no Ingress leads to</li></ul>`;
  }

  keys({active_key: active, keys, unknown_key: unknown}) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Encryption keys"><table>
      <thead><tr><th scope="col">Key</th><th scope="col">State</th><th scope="col">Used since</th><th scope="col">Rows left</th></tr></thead>
      <tbody>${keys.map((it) => html`<tr><th scope="row"><code>${it.id}</code></th><td>${this.state(it, active)}</td>
        <td><cc-time .value=${it.used_since}></cc-time></td><td>${this.rows(it, active)}</td></tr>`)}</tbody></table></div>
      ${unknown ? html`<p>At least ${unknown} ${unknown === 1 ? 'row names' : 'rows name'} a key that was never used here: damaged, and given up by the next run.</p>` : nothing}`;
  }

  state(key, active) {
    if (key.id === active) {
      return html`<cc-state value="encrypts" kind="good"></cc-state>`;
    }
    if (key.retired) {
      return html`<cc-state value="removed" kind="plain"></cc-state>`;
    }
    return key.configured ? html`<cc-state value="decrypts" kind="warn"></cc-state>` : html`<cc-state value="missing here" kind="bad"></cc-state>`;
  }

  rows(key, active) {
    if (!key.rows.length) {
      return key.id === active || key.retired ? 'none' : 'none: it may be removed';
    }
    return key.rows.map((it) => html`<div>${it.more ? 'more than ' : ''}${it.rows.toLocaleString('en')} in <code>${it.table}</code></div>`);
  }

  configuration(all) {
    const wanted = (this.params.get('key') ?? '').toLowerCase();
    const shown = all.filter((it) => it.key.includes(wanted));
    return html`<h2>Configuration in force</h2>
      <p class="soft">Of the replica that answered. Secrets are shown to nobody.</p>
      <p><label for="key">Key</label> <input id="key" class="found" type="search" .value=${this.params.get('key') ?? ''} autocomplete="off" spellcheck="false"
        @input=${(event) => setParams({key: event.target.value})}> <span role="status" class="soft">${shown.length} of ${all.length}</span></p>
      <div class="scroll" tabindex="0" role="region" aria-label="Configuration"><table>
        <thead><tr><th scope="col">Key</th><th scope="col">Value</th><th scope="col">From</th></tr></thead>
        <tbody>${shown.map((it) => html`<tr><th scope="row"><code>${it.key}</code></th><td>${this.value(it)}</td><td>${it.source}</td></tr>`)}</tbody></table></div>
      ${shown.length ? nothing : html`<cc-empty>No key has this in its name.</cc-empty>`}`;
  }

  value({value, hidden}) {
    if (hidden) {
      return html`<span class="soft">set, and hidden</span>`;
    }
    return value === null ? html`<span class="soft">not set</span>` : html`<code>${value}</code>`;
  }

  migrations(all) {
    return html`<h2>Migrations</h2><div class="scroll" tabindex="0" role="region" aria-label="Migrations"><table>
      <thead><tr><th scope="col">Version</th><th scope="col">What</th><th scope="col">Applied</th><th scope="col" class="number">Took</th></tr></thead>
      <tbody>${all.map((it) => html`<tr><th scope="row">${it.version ?? '–'}</th><td>${it.description}
        ${it.applied ? nothing : html` <cc-state value="failed"></cc-state>`}</td>
        <td><cc-time .value=${it.at}></cc-time></td><td class="number">${it.duration_ms} ms</td></tr>`)}</tbody></table></div>`;
  }
}

customElements.define('cc-page-system', System);

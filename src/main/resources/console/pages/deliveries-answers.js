import {LitElement, css, html, nothing} from 'lit';
import {get} from '../api.js';
import {Load} from '../ui/load.js';
import {shared} from '../ui/styles.js';

const LONGEST = 8 * 24 * 60 * 60 * 1000;

const KINDS = {none: 'good', us: 'bad', keys: 'warn', calendly: 'warn'};
const WORDS = {none: 'well', us: 'us', keys: 'a key', calendly: 'Calendly'};

/** `<cc-answers .from .to>`: what Calendly was answered in that time, or in the last hour, and whose trouble it was. */
class Answers extends LitElement {
  static properties = {from: {}, to: {}};

  static styles = [shared, css`
    ul { list-style: none; padding: 0; margin: .5rem 0; display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; }
    b { font-variant-numeric: tabular-nums; }
    table { font-size: .875rem; }
    /* As tall as what comes: what is below stays where it is. */
    .waits { min-block-size: 11.25rem; }
  `];

  /** A longer time is not told. */
  get tellable() {
    const to = this.to ? Date.parse(this.to) : Date.now();
    const from = this.from ? Date.parse(this.from) : to - 1;
    return to > from && to - from <= LONGEST;
  }

  load = new Load(this, (signal) => get('/answers', {from: this.from, to: this.to}, {signal}));

  willUpdate(changed) {
    if ((changed.has('from') || changed.has('to')) && this.tellable) {
      this.load.run();
    }
  }

  render() {
    const told = this.load.value;
    if (!this.tellable) {
      return html`<p class="soft" id="untold">What Calendly was answered is told of eight days at a time, and known for as long: choose a shorter time to see it.</p>`;
    }
    if (!told) {
      return this.load.problem ? html`<cc-problem .problem=${this.load.problem}></cc-problem>`
        : html`<section class="card waits"><p role="status">Looking…</p></section>`;
    }
    return html`<section class="card" aria-labelledby="answers">
      <h2 id="answers">What Calendly was answered ${this.from || this.to ? 'then' : 'in the last hour'}</h2>
      <p id="whose"><cc-state value=${WORDS[told.trouble]} kind=${KINDS[told.trouble]}></cc-state> ${told.says}</p>
      ${told.answers.length ? html`<ul id="given">${told.answers.map((it) => html`<li><b>${it.count}</b> × <b>${it.status}</b> ${it.says}</li>`)}</ul>` : nothing}
      ${told.points.length > 1 ? this.minutes(told) : nothing}
      <small>Counted by each process once in ${told.late_seconds} s: the latest minute may be missing.</small>
    </section>`;
  }

  minutes({points, step_minutes: step}) {
    return html`<details><summary>${step === 1 ? 'Minute by minute' : 'Ten minutes by ten minutes'}</summary>
      <div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Time</th><th scope="col">Answers</th></tr></thead>
        <tbody>${points.map((point) => html`<tr><th scope="row"><cc-time .value=${point.at}></cc-time></th>
          <td>${point.answers.map((it) => `${it.count} × ${it.status} ${it.says}`).join(', ') || 'none'}</td></tr>`)}</tbody></table></div></details>`;
  }
}

customElements.define('cc-answers', Answers);

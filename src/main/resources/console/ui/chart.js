import uPlot from 'uplot';
import {LitElement, css, html, nothing} from 'lit';
import {shared} from './styles.js';

/** Theirs, for within shadow roots. */
const theirs = new CSSStyleSheet();
fetch('/console/lib/uplot/uPlot.min.css').then((it) => it.text()).then((text) => theirs.replace(text));

const HEIGHT = 200;
const DASHES = [[], [8, 4], [2, 4], [10, 3, 2, 3]];

const WHOLE = Array.from({length: 10}, (_, power) => [1, 2, 5].map((it) => it * 10 ** power)).flat();

const number = new Intl.NumberFormat('en', {maximumFractionDigits: 1});
const tick = new Intl.NumberFormat('en', {maximumFractionDigits: 2});
const time = new Intl.DateTimeFormat('en', {dateStyle: 'short', timeStyle: 'short'});

/** Those between two gaps, which no line shows. */
const alone = (plot, index) => [...plot.data[index].keys()].filter((at) => {
  const near = (by) => plot.data[index][at + by] ?? null;
  return near(0) !== null && near(-1) === null && near(1) === null;
});

/**
 * `<cc-chart>`: lines over time, and the same as a table. `times` are seconds since 1970; `series` are `{label, values}`, in
 * which null is a gap; `unit` stands behind each number.
 */
class Chart extends LitElement {
  static properties = {label: {}, unit: {}, times: {attribute: false}, series: {attribute: false}};

  static styles = [shared, theirs, css`
    :host { display: block; }
    figure { margin: 0; }
    figcaption { font-weight: 600; margin-block-end: .4rem; }
    .u-legend { font-size: .875rem; }
    .u-legend th, .u-legend td { border: 0; color: var(--cc-ink); }
    .tall { max-block-size: 20rem; overflow: auto; }
    summary { cursor: pointer; font-size: .875rem; color: var(--cc-soft); }
  `];

  constructor() {
    super();
    Object.assign(this, {times: [], series: [], unit: ''});
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.recolour = () => this.draw();
    this.resized = new ResizeObserver(() => this.plot?.setSize({width: this.width(), height: HEIGHT}));
  }

  connectedCallback() {
    super.connectedCallback();
    this.scheme.addEventListener('change', this.recolour);
    this.resized.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.scheme.removeEventListener('change', this.recolour);
    this.resized.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }

  width() {
    return Math.max(this.clientWidth, 200);
  }

  updated(changed) {
    if (this.plot && this.plot.series.length === this.series.length + 1 && !changed.has('label')) {
      this.plot.setData(this.data());
    } else {
      this.draw();
    }
  }

  data() {
    return [this.times, ...this.series.map((it) => it.values)];
  }

  draw() {
    this.plot?.destroy();
    this.plot = null;
    const place = this.renderRoot.querySelector('.plot');
    if (place) {
      this.plot = new uPlot(this.options(), this.data(), place);
    }
  }

  options() {
    const axis = {stroke: this.colour('--cc-soft'), grid: {stroke: this.colour('--cc-line'), width: 1}, ticks: {show: false}};
    return {
      width: this.width(), height: HEIGHT,
      scales: {y: {range: (plot, low, high) => [0, Math.max(high * 1.1, 1)]}},
      // What is counted is counted in whole numbers.
      axes: [axis, {...axis, size: 60, ...(this.unit ? {} : {incrs: WHOLE}), values: (plot, values) => values.map((it) => tick.format(it))}],
      series: [{}, ...this.series.map((it, index) => ({
        label: it.label, stroke: this.colour(`--cc-chart-${(index % 4) + 1}`), width: 2, dash: DASHES[index % 4], points: {size: 5, filter: alone},
        value: (plot, value) => this.text(value),
      }))],
    };
  }

  /** What a variable comes to, light or dark. */
  colour(name) {
    const probe = this.renderRoot.querySelector('.probe');
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  }

  text(value) {
    return value === null || value === undefined ? '–' : number.format(value) + (this.unit ? ' ' + this.unit : '');
  }

  render() {
    return html`<figure>
      <figcaption>${this.label}</figcaption><span class="probe"></span>
      <div class="plot" aria-hidden="true"></div>
      ${this.times.length ? html`<details><summary>As a table</summary>
        <div class="tall" tabindex="0" role="region" aria-label=${`${this.label}, as a table`}>${this.table()}</div></details>` : nothing}
    </figure>`;
  }

  /** Without times in which nothing ran. */
  table() {
    const rows = [...this.times.keys()].filter((row) => this.series.some((it) => it.values[row] !== null));
    return html`<table><thead><tr><th scope="col">Time</th>${this.series.map((it) => html`<th scope="col" class="number">${it.label}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr><th scope="row">${time.format(this.times[row] * 1000)}</th>
        ${this.series.map((it) => html`<td class="number">${this.text(it.values[row])}</td>`)}</tr>`)}</tbody></table>`;
  }
}

customElements.define('cc-chart', Chart);

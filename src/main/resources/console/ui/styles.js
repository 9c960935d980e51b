import {css} from 'lit';

/** What headings, tables, forms and buttons look like, in every page and element. */
export const shared = css`
  *, *::before, *::after { box-sizing: border-box; }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
  h2 { font-size: 1.15rem; line-height: 1.3; margin: 1.75rem 0 .6rem; }
  h3 { font-size: 1rem; margin: 1.25rem 0 .4rem; }
  h1, h2, h3, p, li { overflow-wrap: anywhere; }
  p { margin: .4rem 0; }
  a { color: var(--cc-link); }
  small, .soft { color: var(--cc-soft); font-size: .875rem; }
  code, kbd, .mono { font-family: var(--cc-mono); font-size: .9em; overflow-wrap: anywhere; }
  kbd { border: 1px solid var(--cc-edge); border-radius: .3rem; padding: 0 .35rem; }
  :focus-visible { outline: 3px solid var(--cc-focus); outline-offset: 2px; }
  .card { background: var(--cc-paper); border: 1px solid var(--cc-line); border-radius: var(--cc-radius); padding: 1rem 1.25rem; margin-block-end: 1rem; }
  .card > h2:first-child { margin-block-start: 0; }
  .row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
  .grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
  .thirds { grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
  .stretch { flex: 1; }
  .says { font-size: 1.15rem; }
  .range { padding: .2rem .7rem; border-radius: var(--cc-radius); }
  .range[aria-current] { background: var(--cc-mark); font-weight: 600; }
  .number { text-align: end; font-variant-numeric: tabular-nums; }
  button, .button { font: inherit; font-weight: 600; min-block-size: 2.25rem; padding: .3rem .9rem; border-radius: var(--cc-radius);
    border: 1px solid var(--cc-link); background: var(--cc-link); color: var(--cc-on-link); cursor: pointer; text-decoration: none; }
  button.quiet { background: transparent; color: var(--cc-link); border-color: var(--cc-edge); }
  button.danger { background: var(--cc-paper); color: var(--cc-bad); border-color: var(--cc-bad); }
  button:disabled { opacity: .6; cursor: not-allowed; }
  button[aria-pressed="true"] { background: var(--cc-mark); color: var(--cc-ink); border-color: var(--cc-link); }
  input, select, textarea { font: inherit; color: inherit; background: var(--cc-paper); border: 1px solid var(--cc-edge);
    border-radius: var(--cc-radius); padding: .35rem .6rem; min-block-size: 2.25rem; max-inline-size: 100%; }
  input[type="checkbox"], input[type="radio"] { min-block-size: 1.25rem; min-inline-size: 1.25rem; margin: 0; }
  label { font-weight: 600; }
  table { border-collapse: collapse; inline-size: 100%; }
  caption { text-align: start; font-weight: 600; padding-block-end: .4rem; }
  th, td { text-align: start; padding: .4rem .75rem .4rem 0; border-block-end: 1px solid var(--cc-line); vertical-align: top; overflow-wrap: anywhere; }
  th { color: var(--cc-soft); font-size: .875rem; }
  th.number, td.number { text-align: end; }
  dl.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1.25rem; margin: .5rem 0; }
  dl.facts dt { color: var(--cc-soft); }
  dl.facts dd { margin: 0; overflow-wrap: anywhere; }
  .scroll { overflow-x: auto; }
  dialog { background: var(--cc-paper); color: var(--cc-ink); border: 1px solid var(--cc-edge); border-radius: var(--cc-radius);
    padding: 1.25rem 1.5rem; inline-size: min(34rem, calc(100vw - 2rem)); }
  dialog::backdrop { background: rgb(0 0 0 / .5); }
  .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (max-width: 30rem) { dl.facts { grid-template-columns: minmax(0, 1fr); gap: 0; } dl.facts dd { margin-block-end: .5rem; } }
  @media (forced-colors: active) {
    button, .button { border: 1px solid ButtonText; }
    button[aria-pressed="true"], .range[aria-current] { border: 2px solid Highlight; }
  }
  @media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
`;

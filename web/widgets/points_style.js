/** Styles of the points. */

export const pointsCss = `
  :host { display: block; font: .9375rem/1.5 var(--_font-ui); color: var(--_ink); }
  svg { display: block; width: max(18rem, min(100%, 36vh * 640 / 350)); max-width: 100%; margin-inline: auto; height: auto; border: 1px solid var(--_rule); border-radius: var(--_radius); background: var(--_paper); overflow: hidden; -webkit-user-select: none; user-select: none; cursor: cell; }
  .grid { stroke: var(--_rule); stroke-width: 1; }
  .axis { stroke: var(--_ink-faint); stroke-width: 1.25; }
  .tick { fill: var(--_ink-faint); font: 15px var(--_font-ui); text-anchor: middle; }
  .tick.beside { text-anchor: start; }
  .label { fill: var(--_good); font: 600 17px var(--_font-ui); stroke: var(--_paper); stroke-width: 5; paint-order: stroke; }
  .line { stroke: var(--_ink); stroke-width: 3.5; stroke-linecap: round; }
  .grip { stroke: transparent; stroke-width: 26; cursor: grab; touch-action: none; }
  .target { stroke: var(--_good); stroke-width: 3; stroke-dasharray: 10 7; }
  .after { stroke: var(--step); stroke-width: 3; stroke-dasharray: 2 6; stroke-linecap: round; }
  .arrow { fill: none; stroke: var(--step); stroke-width: 4; stroke-linecap: round; stroke-linejoin: round; }
  .fan line { stroke: var(--step); stroke-width: 2; }
  .residuals line { stroke: var(--_bad); stroke-width: 2.5; stroke-dasharray: 3 4; }
  .reach { fill: transparent; }
  .ring { fill: none; stroke: none; stroke-width: 2.5; }
  .dot { fill: var(--_accent); stroke: var(--_paper); stroke-width: 2; }
  .knob { fill: var(--_paper-raised); stroke: var(--_ink); stroke-width: 3.5; }
  .times { fill: var(--_ink); font: 600 17px var(--_font-number); stroke: var(--_paper); stroke-width: 4; paint-order: stroke; }
  .point, .handle { cursor: grab; touch-action: none; outline: none; }
  .point:active, .handle:active, .grip:active { cursor: grabbing; }
  .point[data-chosen=true] .ring { stroke: var(--_ink-faint); stroke-width: 1.5; }
  :is(.point, .handle):hover .ring { stroke: var(--_ink-faint); }
  :is(.point, .handle):focus-visible .ring { stroke: var(--_focus); stroke-width: 3; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; min-height: 44px; margin-top: 8px; }
  .fields { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; margin: 0; padding: 0; border: 0; min-width: 0; }
  .fields label { display: inline-flex; align-items: baseline; gap: 6px; color: var(--_ink-soft); }
  .fields label > i { font-family: var(--_font-text); }
  button { min-height: 36px; padding: 0 12px; font: 500 13.5px/1 var(--_font-ui); color: var(--_ink); border: 1px solid var(--_rule); border-radius: var(--_radius); background: var(--_paper-raised); cursor: pointer; }
  button:hover:not(:disabled) { border-color: var(--_ink-faint); }
  button:disabled { color: var(--_ink-faint); cursor: default; }
  .none { margin: 0; color: var(--_ink-soft); }
  .box { overflow-x: auto; margin-top: 8px; }
  table { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums; }
  caption { text-align: start; color: var(--_ink-soft); padding-bottom: 2px; }
  th, td { padding: 4px 12px 4px 0; text-align: end; white-space: nowrap; border-bottom: 1px solid var(--_rule); }
  th { font-weight: 500; color: var(--_ink-soft); }
  tfoot td { font-weight: 600; border-bottom: 0; }
  tfoot th { text-align: start; }
  [hidden] { display: none !important; }
  @media (pointer: coarse) { button { min-height: 44px; } }
  @media (max-width: 40rem) {
    .tick { font-size: 21px; } .label, .times { font-size: 25px; }
    .dot { r: 12px; } .knob { r: 14px; } .reach { r: 36px; } .ring { r: 21px; }
    .line { stroke-width: 5; } .after, .target { stroke-width: 4; } .grip { stroke-width: 40; }
  }
`;

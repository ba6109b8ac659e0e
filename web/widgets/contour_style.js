/** Styles of the contour map: nearly neutral ground, so that colour is left to the rates. */

export const contourCss = `
  :host { display: block; font: .9375rem/1.5 var(--_font-ui); color: var(--_ink);
--ground: #f1f4f5; --deep: #4f7288; --bands: .055; }
  :host([data-theme=dark]) { --ground: #31383d; --deep: #070d12; --bands: .075; }
  svg { display: block; width: 100%; height: var(--contour-height, clamp(17rem, 46vh, 26rem)); background: var(--_paper); overflow: hidden; -webkit-user-select: none; user-select: none; cursor: cell; }
  :host([fixed]) svg { cursor: default; }
  .floor { fill: var(--ground); }
  .band { fill: var(--deep); fill-opacity: var(--bands); stroke: none; }
  .line { fill: none; stroke: var(--_ink); stroke-width: 1; stroke-opacity: .24; }
  .heights text { fill: var(--_ink-soft); font: 11px var(--_font-ui); text-anchor: middle; stroke: var(--ground); stroke-width: 3; stroke-opacity: .6; paint-order: stroke; font-variant-numeric: tabular-nums; }
  .edge { fill: none; stroke: var(--_rule); stroke-width: 1; }
  .tick { fill: var(--_ink-faint); font: 12px var(--_font-ui); font-variant-numeric: tabular-nums; }
  .name { fill: var(--_ink-soft); font: 13px var(--_font-ui); }
  .marks path { fill: none; stroke: var(--_ink); stroke-width: 2; stroke-linecap: round; }
  .marks .casing { stroke: var(--_paper-raised); stroke-width: 5; stroke-opacity: .8; }
  .marks text { fill: var(--_ink); font: 12.5px var(--_font-ui); stroke: var(--_paper-raised); stroke-width: 4; paint-order: stroke; }
  .path .casing { fill: none; stroke: var(--_paper-raised); stroke-linejoin: round; stroke-opacity: .7; }
  .path .track { fill: none; stroke-linejoin: round; stroke-linecap: round; }
  .path .end { stroke: var(--_paper-raised); stroke-width: 2; }
  .leader { stroke-width: 1.6; }
  .names text { font: 600 13px var(--_font-ui); stroke: var(--_paper-raised); stroke-width: 4.5; paint-order: stroke; }
  .reach { fill: transparent; }
  .ring { fill: none; stroke: none; stroke-width: 2.5; }
  .knob { cursor: grab; touch-action: none; outline: none; }
  .knob:active { cursor: grabbing; }
  .knob .dot { fill: var(--_paper-raised); stroke: var(--_ink); stroke-width: 3; }
  .knob:hover .ring { stroke: var(--_ink-faint); }
  .knob:focus-visible .ring { stroke: var(--_focus); }
  :host([fixed]) .knob { cursor: default; }
  .box { overflow: auto; max-height: 20rem; margin-top: 8px; }
  table { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums; }
  caption { text-align: start; color: var(--_ink-soft); padding-bottom: 2px; }
  th, td { padding: 4px 12px 4px 0; text-align: end; white-space: nowrap; border-bottom: 1px solid var(--_rule); }
  th { font-weight: 500; color: var(--_ink-soft); }
  th:first-child { text-align: start; }
  [hidden] { display: none !important; }
`;

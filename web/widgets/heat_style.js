/** The look of a heat map. */
export const heatCss = `
  :host { display: block; min-height: 12rem; }
  .heat { display: block; width: 100%; overflow: visible; font-family: var(--_font-ui); font-size: 13px;
    font-variant-numeric: tabular-nums; touch-action: manipulation; }
  .lines, .marks { pointer-events: none; }
  .cell { cursor: pointer; outline: none; }
  .ground { fill: var(--_paper); stroke: var(--_rule); stroke-width: 1; }
  .ink { fill: var(--_ink); }
  .frame { fill: none; stroke: none; stroke-width: 2; }
  .cell[data-state=running] .frame { stroke: var(--_ink-soft); stroke-width: 1.5; stroke-dasharray: 4 3; }
  .cell[aria-pressed=true] .frame { stroke: var(--_accent); stroke-width: 3; stroke-dasharray: none; }
  .cell:focus-visible .frame { stroke: var(--_focus); stroke-width: 3; stroke-dasharray: none; }
  .cell:hover .ground { stroke: var(--_ink-soft); }
  text { fill: var(--_ink); pointer-events: none; }
  text.light { fill: var(--_paper-raised); }
  .tick { font-size: 13px; }
  .name { fill: var(--_ink-soft); font-size: 12.5px; }
  .law { fill: none; stroke: var(--_ink); stroke-width: 1.75; }
  .halo { fill: none; stroke: var(--_paper-raised); stroke-width: 5; stroke-opacity: 0.75; }
  .law-name { font-size: 12.5px; font-weight: 600; paint-order: stroke; stroke: var(--_paper-raised); stroke-width: 4; }
  .bar { stroke: var(--_ink); stroke-width: 2; }
  .mark { fill: var(--_paper-raised); stroke: var(--_ink); stroke-width: 3; }
  .mark.open { fill: var(--_paper-raised); }
  .table { max-height: 24rem; overflow: auto; margin-block-start: 1rem; }
  table { border-collapse: collapse; font: 13px/1.5 var(--_font-ui); font-variant-numeric: tabular-nums; }
  caption { text-align: start; color: var(--_ink-soft); }
  th, td { padding: 0.2rem 0.75rem 0.2rem 0; text-align: end; border-block-end: 1px solid var(--_rule); white-space: nowrap; }
`;

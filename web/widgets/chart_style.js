/** Styles of the chart. */

export const chartCss = `
  :host { display: block; position: relative; font-family: var(--_font-ui); color: var(--_ink); --_height: var(--chart-height, clamp(230px, 62vw, 360px)); contain: layout style; }
  .stage { position: relative; height: var(--_height); }
  .plot { position: absolute; inset: 0; overflow: hidden; }
  .uplot, .u-wrap { position: relative; }
  .u-over, .u-under, .u-axis { position: absolute; pointer-events: none; }
  .plot canvas { display: block; width: 100%; height: 100%; }
  .surface { position: absolute; cursor: crosshair; touch-action: pan-y; border-radius: 2px; -webkit-tap-highlight-color: transparent; }
  .surface[data-mode=draw] { touch-action: none; cursor: cell; background: color-mix(in srgb, var(--_accent) 5%, transparent); box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--_accent) 40%, transparent); }
  .overlay { position: absolute; inset: 0; pointer-events: none; overflow: hidden; }
  .line { position: absolute; left: 0; top: 0; width: 1px; background: var(--_ink-faint); }
  .dot, .halo { position: absolute; left: 0; top: 0; border-radius: 50%; }
  .dot { width: 9px; height: 9px; margin: -4.5px; border: 2px solid var(--_paper); box-sizing: content-box; margin: -6.5px; }
  .dot[data-active] { width: 13px; height: 13px; margin: -8.5px; }
  .halo { width: 20px; height: 20px; margin: -10px; }
  .halo::before { content: ""; position: absolute; inset: 0; border-radius: 50%; background: currentColor; opacity: .28; transform: scale(.85); }
  .readout { position: absolute; left: 0; top: 0; min-width: 96px; max-width: 76%; padding: 7px 10px 8px; border-radius: var(--_radius); background: var(--_paper-raised);
    border: 1px solid var(--_rule); box-shadow: 0 2px 10px rgb(0 0 0 / .1); font-size: 12.5px; line-height: 1.45; font-family: var(--_font-number); font-variant-numeric: tabular-nums; }
  .readout .x { color: var(--_ink-soft); white-space: nowrap; margin-bottom: 2px; }
  .readout .row { display: grid; grid-template-columns: 10px 1fr auto; gap: 7px; align-items: center; }
  .readout .row > :nth-child(2) { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .readout .row[data-active] { font-weight: 650; }
  .swatch { width: 10px; height: 3px; border-radius: 2px; }
  .value { text-align: right; white-space: nowrap; padding-left: 6px; }
  .hint { position: absolute; text-align: center; color: var(--_ink-soft); font-size: 15px; line-height: 1.4; }
  .hint small { display: block; font-size: 12.5px; }
  [hidden] { display: none !important; }
  .bar { display: flex; flex-wrap: wrap; gap: 2px 20px; justify-content: space-between; align-items: center; min-height: 30px; font-size: 12.5px; color: var(--_ink-soft); }
  .bar:empty { display: none; }
  .choice { display: flex; flex-wrap: wrap; align-items: center; gap: 0 2px; border: 0; margin: 0; padding: 0; min-width: 0; }
  .choice.across { margin-left: auto; }
  .choice .name { padding-right: 4px; }
  .choice label { position: relative; display: inline-flex; align-items: center; min-height: 28px; padding: 0 7px; border-radius: var(--_radius); cursor: pointer; }
  .choice input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; width: 100%; height: 100%; }
  .choice label:hover { background: color-mix(in srgb, var(--_ink) 7%, transparent); }
  .choice label:has(:checked) { color: var(--_ink); font-weight: 600; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 5px; text-decoration-color: var(--_accent); }
  .choice label:has(:focus-visible) { outline: 2px solid var(--_focus); outline-offset: 0; }
  .clear { font: inherit; font-size: 12.5px; min-height: 28px; padding: 0 10px; border: 1px solid var(--_rule); border-radius: var(--_radius); background: none; color: inherit; cursor: pointer; }
  .clear:hover { background: color-mix(in srgb, var(--_ink) 7%, transparent); }
  @media (pointer: coarse) { .choice label, .clear { min-height: 40px; padding: 0 10px; } }
  .table { max-height: 320px; overflow: auto; margin-top: 10px; border: 1px solid var(--_rule); border-radius: var(--_radius); }
  table { border-collapse: collapse; width: 100%; font-size: 13px; font-family: var(--_font-number); font-variant-numeric: tabular-nums; }
  caption { text-align: left; padding: 8px 10px; color: var(--_ink-soft); }
  th, td { padding: 3px 10px; text-align: right; white-space: nowrap; }
  thead th { position: sticky; top: 0; background: var(--_paper-raised); border-bottom: 1px solid var(--_rule); font-weight: 600; }
  tbody th { font-weight: 400; color: var(--_ink-soft); }
  tbody tr:nth-child(even) { background: color-mix(in srgb, var(--_ink) 3%, transparent); }
  @media print { .bar, .surface, .halo, .readout, .line, .dot { display: none; } .table { max-height: none; overflow: visible; } }
`;

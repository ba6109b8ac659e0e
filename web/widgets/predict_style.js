/** Styles of the prediction. */

export const predictCss = `
  :host { display: block; font-family: var(--_font-ui); color: var(--_ink); margin: 16px 0; }
  .box { padding: 14px 18px 16px; border-radius: var(--_radius); border: 1px solid var(--_rule);
    border-left: 4px solid var(--_accent); background: color-mix(in srgb, var(--_accent) 5%, var(--_paper)); }
  fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
  legend { padding: 0; }
  p { margin: 0; }
  .kicker { display: block; font-size: 12.5px; font-weight: 600; color: var(--_accent); letter-spacing: .01em; }
  .question { display: block; font-size: 1.02rem; font-weight: 600; line-height: 1.4; text-wrap: balance; }
  .choices { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 10px; }
  .choices label { position: relative; display: inline-flex; align-items: center; min-height: 40px; padding: 4px 16px; border-radius: 999px; border: 1px solid var(--_ink-faint);
    background: var(--_paper-raised); font-size: 15px; line-height: 1.3; cursor: pointer; }
  .choices input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
  .choices label:hover { background: color-mix(in srgb, var(--_accent) 8%, var(--_paper-raised)); }
  .choices label:has(:checked) { background: var(--_accent); border-color: var(--_accent); color: var(--_accent-ink); font-weight: 600; }
  .choices label:has(:focus-visible) { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .draw { margin-top: 8px; color: var(--_ink-soft); font-size: 15px; }
  .buttons { display: flex; gap: 10px; margin-top: 14px; }
  button { min-height: 38px; padding: 0 14px; font: 600 14px/1 var(--_font-ui); border-radius: var(--_radius); cursor: pointer; border: 1px solid var(--_accent); background: none; color: var(--_accent); }
  button.keep { background: var(--_accent); color: var(--_accent-ink); }
  button.quiet { border-color: transparent; padding: 0 8px; margin-left: -8px; text-decoration: underline; text-underline-offset: 3px; font-weight: 500; }
  button:hover { filter: brightness(1.08); }
  .fault { margin-top: 8px; color: var(--_bad); font-size: 14px; }
  .fault:empty { display: none; }
  .facts { display: flex; flex-wrap: wrap; gap: 6px 28px; margin-top: 8px; font-size: 15px; line-height: 1.5; }
  .facts .name { color: var(--_ink-soft); }
  .facts b { font-size: 1.1rem; font-variant-numeric: tabular-nums; }
  .text { flex: 1 0 100%; }
  @media (pointer: coarse) { button, .choices label { min-height: 44px; } }
`;

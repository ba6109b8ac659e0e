/** Styles of the figure's frame. */

export const figureCss = `
  :host { display: block; font-family: var(--_font-ui); color: var(--_ink); container-type: inline-size; }
  .frame { margin: 0; }
  .question { margin: 0 0 4px; font: 600 1.2rem/1.35 var(--_font-ui); text-wrap: balance; }
  .question:not(:has(slot)):empty { display: none; }
  ::slotted([slot=question]) { margin: 0 !important; font: inherit !important; }
  ::slotted([slot=lead]) { margin: 0 0 10px; color: var(--_ink-soft); }
  .content { margin: 10px 0 8px; }
  .status { display: grid; grid-template-columns: auto 1fr auto; align-items: center; gap: 4px 12px; min-height: 32px; font-size: 13.5px; color: var(--_ink-soft); font-variant-numeric: tabular-nums; }
  .state { display: inline-flex; align-items: center; gap: 7px; color: var(--_ink); font-weight: 600; white-space: nowrap; }
  .state::before { content: ""; width: 9px; height: 9px; border-radius: 50%; background: var(--_ink-faint); }
  [data-state=running] .state::before { background: var(--_good); animation: pulse 1.4s ease-in-out infinite; }
  [data-state=loading] .state::before, [data-state=waiting] .state::before { background: none; border: 2px solid var(--_ink-faint); border-right-color: var(--_accent); animation: turn 1s linear infinite; }
  [data-state=paused] .state::before { border-radius: 2px; background: none; border: solid var(--_ink-soft); border-width: 0 3px; }
  [data-state=finished] .state::before { background: var(--_good); }
  [data-state=failed] .state::before { background: var(--_bad); border-radius: 1px; }
  @keyframes pulse { 50% { opacity: .35; } }
  @keyframes turn { to { transform: rotate(1turn); } }
  @media (prefers-reduced-motion: reduce) { .state::before { animation: none !important; } }
  .detail { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .left { white-space: nowrap; }
  .bar { grid-column: 1 / -1; height: 3px; border-radius: 2px; background: var(--_rule); overflow: hidden; }
  .bar > div { height: 100%; width: 100%; transform-origin: left; transform: scaleX(0); background: var(--_accent); }
  .controls { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding-top: 10px; }
  .spring { flex: 1; }
  .group { display: inline-flex; align-items: center; gap: 0; }
  .group > button:not(:last-child) { border-top-right-radius: 0; border-bottom-right-radius: 0; }
  .group > button + button { border-top-left-radius: 0; border-bottom-left-radius: 0; margin-left: -1px; }
  button, a.link { display: inline-flex; align-items: center; justify-content: center; gap: 7px; min-height: 36px; padding: 0 12px; font: 500 13.5px/1 var(--_font-ui); color: var(--_ink); background: var(--_paper-raised);
    border: 1px solid var(--_rule); border-radius: var(--_radius); cursor: pointer; text-decoration: none; white-space: nowrap; position: relative; -webkit-tap-highlight-color: transparent; }
  button:hover:not([aria-disabled=true]), a.link:hover { border-color: var(--_ink-faint); background: color-mix(in srgb, var(--_ink) 5%, var(--_paper-raised)); z-index: 1; }
  button:active:not([aria-disabled=true]) { transform: translateY(1px); }
  button[aria-disabled=true] { color: var(--_ink-faint); cursor: default; opacity: .65; }
  button.run { min-width: 112px; background: var(--_accent); border-color: var(--_accent); color: var(--_accent-ink); font-weight: 600; }
  button.run:hover:not([aria-disabled=true]) { background: color-mix(in srgb, var(--_accent) 88%, var(--_ink)); border-color: transparent; }
  button[aria-pressed=true] { background: color-mix(in srgb, var(--_accent) 16%, var(--_paper-raised)); border-color: var(--_accent); z-index: 1; }
  button.quiet, a.link { background: none; border-color: transparent; padding: 0 9px; color: var(--_ink-soft); }
  .icon { width: 17px; height: 17px; flex: none; }
  .run .icon { width: 15px; height: 15px; }
  .said { font-size: 13px; color: var(--_good); }
  .said:empty { display: none; }
  .error { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; margin: 10px 0 0; padding: 10px 14px; border-radius: var(--_radius); border: 1px solid color-mix(in srgb, var(--_bad) 60%, transparent); background: color-mix(in srgb, var(--_bad) 8%, transparent); font-size: 14.5px; line-height: 1.5; }
  .error > p { flex: 1 1 240px; margin: 0; }
  [hidden] { display: none !important; }
  .short { display: none; }
  @container (max-width: 620px) {
    .spring { display: none; }
    button, a.link { min-height: 44px; }
    button.run { flex: 1; min-width: 96px; }
    .steps button { padding: 0 9px; }
    .reset { width: 44px; padding: 0; }
    .take { flex: 1 0 100%; justify-content: space-between; border-top: 1px solid var(--_rule); padding-top: 2px; }
    .take > * { flex: 1; }
    .said { flex: 1 0 100%; order: 9; }
    .long { display: none; } .short { display: inline; }
  }
  @media print { .status, .controls, .error { display: none; } .frame { break-inside: avoid; } }
`;

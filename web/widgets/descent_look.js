/** What <lab-descent> says and how it looks. */
import { pageLanguage } from './words.js';

const en = {
  rate: 'Learning rate',
  picture: 'A map of a narrow valley, and a walk down it.',
  far: 'creeps: after 60 steps it is still on its way',
  arrives: 'goes straight to the bottom',
  bounces: 'bounces from wall to wall, and gets there',
  escapes: 'flies apart: every step is longer than the last',
  again: 'Another start',
  failed: 'The walk could not be computed here.',
};

/** @type {typeof en} */
const zh = {
  rate: '学习率',
  picture: '一张狭谷的地图，和一条下山的路。',
  far: '慢慢挪：60 步之后还在路上',
  arrives: '径直走到谷底',
  bounces: '在两壁之间来回弹，终于到了',
  escapes: '飞了出去：一步比一步长',
  again: '换个起点',
  failed: '这里没法计算。',
};

export const descentWords = () => (pageLanguage() === 'zh' ? zh : en);

export const descentCss = `
  :host { display: block; --walk: var(--_ink); font: .9375rem/1.5 var(--_font-ui); color: var(--_ink); }
  .stage { position: relative; aspect-ratio: 520 / 300; border-radius: 6px; overflow: hidden; background: var(--_paper-raised); }
  canvas { position: absolute; inset: 0; display: block; width: 100%; height: 100%; }
  .walk { cursor: crosshair; touch-action: manipulation; }
  .probe { position: absolute; visibility: hidden; }
  input { appearance: none; -webkit-appearance: none; display: block; width: 100%; height: 2rem; margin: .5rem 0 .25rem; background: none; cursor: pointer; }
  input::-webkit-slider-runnable-track { height: 4px; border-radius: 2px; background: var(--scale); }
  input::-moz-range-track { height: 4px; border-radius: 2px; background: var(--scale); }
  input::-webkit-slider-thumb { -webkit-appearance: none; width: 24px; height: 24px; margin-top: -10px; border: 0; border-radius: 50%; background: var(--walk); }
  input::-moz-range-thumb { width: 24px; height: 24px; border: 0; border-radius: 50%; background: var(--walk); }
  input:focus-visible, button:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .row { display: grid; grid-template-columns: auto 3.6em 1fr; gap: .6rem; min-height: 3em; color: var(--_ink-soft); }
  .value { font-weight: 600; font-variant-numeric: tabular-nums; color: var(--walk-ink); }
  .verdict { text-align: end; }
  button { min-height: 36px; padding: 0 14px; border: 1px solid var(--_rule); border-radius: 6px; background: var(--_paper-raised); color: var(--_ink); font: 500 .875rem/1.3 var(--_font-ui); cursor: pointer; }
  button:hover { border-color: var(--_ink-faint); }
`;

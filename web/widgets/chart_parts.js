/**
 * The DOM of a chart: stage with canvas, overlay and the surface that takes pointer and keys; switches; table; what is
 * only heard.
 */
import { h } from './dom.js';
import { words } from './words.js';

export function chartParts() {
  const w = words();
  const plot = h('div', { class: 'plot', 'aria-hidden': 'true' });
  const hint = h(
    'div',
    { class: 'hint', hidden: true },
    w.drawHint,
    h('small', {}, w.drawHintMore),
  );
  const overlay = h('div', { class: 'overlay', 'aria-hidden': 'true' }, hint);
  const surface = h('div', {
    class: 'surface',
    tabindex: 0,
    role: 'slider',
    // Before the chart has a title, too.
    'aria-label': w.reading,
    'aria-orientation': 'horizontal',
    'aria-valuenow': 0,
    'aria-valuetext': w.noData,
    'aria-describedby': 'help',
  });
  const bar = h('div', { class: 'bar' });
  const table = h('div', { class: 'table', tabindex: 0, role: 'region', hidden: true });
  const summary = h('p', { class: 'unseen', id: 'summary' });
  const help = h('p', { class: 'unseen', id: 'help' }, w.cursorHelp);
  const live = h('p', { class: 'unseen', role: 'status' });
  const probe = h('span', { class: 'unseen', 'aria-hidden': 'true' });
  const root = h(
    'div',
    { role: 'group', 'aria-describedby': 'summary' },
    h('div', { class: 'stage' }, plot, overlay, surface),
    bar,
    table,
    summary,
    help,
    live,
    probe,
  );
  return { root, plot, hint, overlay, surface, bar, table, summary, help, live, probe };
}

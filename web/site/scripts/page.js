/** What every page does once it is there. */

import { holdLandings } from './landing.js';
import { keepForOffline } from './offline.js';
import { keepPlace, restorePlace } from './place.js';
import { noteProgress } from './progress.js';

/** Search engines heed only absolute addresses, and no build knows its host. */
function completeAlternates() {
  for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (
    document.querySelectorAll('link[rel=alternate]')
  )) {
    link.setAttribute('href', link.href);
  }
}

/** The site's root: this module is assets/<hash>/web/site/scripts/page.js. */
const root = new URL('../../../../../', import.meta.url);

/** The page that stands in for a missing one has an address of any depth. */
function mendWayHome() {
  if (!document.querySelector('main.missing')) return;
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (
    document.querySelectorAll('a[data-home]')
  )) {
    link.href = new URL(link.dataset.home || './', root).href;
  }
}

/** A menu closes with Escape, with a click elsewhere, and when its page is left. */
function tameMenus() {
  for (const menu of /** @type {NodeListOf<HTMLDetailsElement>} */ (
    document.querySelectorAll('details.menu')
  )) {
    addEventListener('click', (event) => {
      if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
    });
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !menu.open) return;
      menu.open = false;
      menu.querySelector('summary')?.focus();
    });
  }
}

/** The top line gets its rule once there is text under it. Where the page stands is not asked: it would be laid out for the answer. */
function watchTop() {
  const top = document.querySelector('.top');
  const edge = document.createElement('div');
  edge.className = 'page-edge';
  document.body.append(edge);
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting } of entries) top?.toggleAttribute('data-away', !isIntersecting);
  });
  observer.observe(edge);
}

function tellWhatIsMissing() {
  if (typeof WebAssembly === 'object' && typeof Worker === 'function') return;
  document.querySelector('[data-notice=support]')?.removeAttribute('hidden');
}

completeAlternates();
mendWayHome();
tameMenus();
watchTop();
tellWhatIsMissing();
holdLandings();
restorePlace();
noteProgress();
keepForOffline(root);
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (
  document.querySelectorAll('a[data-language-switch]')
)) {
  link.addEventListener('click', () => keepPlace(link));
}

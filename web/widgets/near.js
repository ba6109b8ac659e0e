/**
 * Builds what stands far down a page only when the reader comes near, and one thing after another, so that the page is alive at
 * once on a slow phone.
 */
import { nextTask } from './dom.js';

/** The last of what is to be built. @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * Builds in a task of its own, when all that came before is built. What fails is reported and holds up nobody.
 * @param {() => unknown} build
 */
export function buildInTurn(build) {
  last = last.then(nextTask).then(build).catch(reportError);
}

/**
 * Calls `build` once, in its turn, when `element` is less than three quarters of a window's height away; at once when the address
 * names it, or before printing.
 * @param {Element} element
 * @param {() => unknown} build
 */
export function whenNear(element, build) {
  let built = false;
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        observer.disconnect();
        buildInTurn(once);
      }
    },
    { rootMargin: '75% 0px' },
  );
  const once = () => {
    if (built) return undefined;
    built = true;
    observer.disconnect();
    removeEventListener('beforeprint', once);
    return build();
  };
  addEventListener('beforeprint', once);
  if (isNamed(element.id)) once();
  else observer.observe(element);
}

/** Whether the page's address means this figure: `?figure=race` or `#race`. @param {string} id */
function isNamed(id) {
  return location.hash === `#${id}` || new URLSearchParams(location.search).get('figure') === id;
}

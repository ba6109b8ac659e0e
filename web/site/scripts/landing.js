/**
 * A link to a place in the page. What stands above the place may be built only now, and grow: the place stays at the top of the
 * window all the same, until the reader moves on.
 */

/** The reader's own doings. */
const doings = ['wheel', 'touchstart', 'pointerdown', 'keydown'];

/** A journey is over when nothing has scrolled in so many frames: frames and not time, which passes while a figure is built. */
const still = 10;

/** What lets go of the place that is held. */
let letGo = () => {};

/**
 * Scrolls to a place and holds it.
 * @param {(behavior: ScrollBehavior) => void} go scrolls there; asked again whenever the page has another height
 * @param {boolean} [travelling] whether the browser is on its way there, and may take its time
 */
export function hold(go, travelling = false) {
  letGo();
  const root = document.documentElement;
  const end = new AbortController();
  const { signal } = end;
  let settled = !travelling && document.readyState === 'complete';
  root.toggleAttribute('data-travelling', travelling);
  let y = 0;
  const place = () => {
    if (signal.aborted) return;
    go(travelling ? 'auto' : 'instant');
    y = scrollY;
  };
  const settle = () => {
    if (signal.aborted) return;
    settled = true;
    travelling = false;
    root.removeAttribute('data-travelling');
    place();
  };
  /** Somebody else has scrolled: the reader, or the browser for them. That a shorter page ends higher up is nobody's doing. */
  const look = () => {
    const atEnd = scrollY + innerHeight >= root.scrollHeight - 1;
    if (settled && Math.abs(scrollY - y) > 1 && !atEnd) end.abort();
  };
  const observer = new ResizeObserver(() => {
    look();
    place();
  });

  letGo = () => end.abort();
  signal.addEventListener('abort', () => {
    observer.disconnect();
    root.removeAttribute('data-travelling');
    document.body.style.removeProperty('overflow-anchor');
  });
  for (const type of doings)
    addEventListener(type, letGo, { signal, capture: true, passive: true });
  addEventListener('scroll', look, { signal, passive: true });
  // Else the browser would hold some other place meanwhile, and who scrolled could not be told.
  document.body.style.setProperty('overflow-anchor', 'none');
  observer.observe(document.body);
  if (travelling) whenStill(settle);
  else {
    place();
    // Until all has come the browser itself goes to the place again and again.
    if (!settled) addEventListener('load', () => requestAnimationFrame(settle), { signal });
  }
}

/** @param {() => void} then called once nothing scrolls any more */
function whenStill(then) {
  let before = scrollY;
  let frames = 0;
  const look = () => {
    frames = scrollY === before ? frames + 1 : 0;
    before = scrollY;
    if (frames < still) requestAnimationFrame(look);
    else then();
  };
  requestAnimationFrame(look);
}

/** Holds the place that the address names, on arrival and whenever a link within the page is followed. */
export function holdLandings() {
  const [arrival] = performance.getEntriesByType('navigation');
  // Whoever comes back or loads the page again finds it as it was left.
  const back = ['reload', 'back_forward'].includes(/** @type {any} */ (arrival)?.type);
  const target = back ? null : targetOf(location.hash);
  if (target) hold((behavior) => goTo(target, behavior));
  addEventListener('click', (event) => {
    const place = event.defaultPrevented ? null : targetOfClick(event);
    if (place) hold((behavior) => goTo(place, behavior), true);
  });
}

/** @param {MouseEvent} event */
function targetOfClick(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const [inner] = event.composedPath();
  const link = inner instanceof Element ? inner.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement)) return null;
  const [page, hash] = link.href.split('#');
  return hash && page === location.href.split('#')[0] ? targetOf(`#${hash}`) : null;
}

/** @param {string} hash */
function targetOf(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

/** @param {Element} target @param {ScrollBehavior} behavior */
function goTo(target, behavior) {
  steadyOf(target).scrollIntoView({ block: 'start', behavior });
}

/**
 * What sticks to the window has no place of its own: the scene around it has.
 * @param {Element} target
 * @returns {Element}
 */
function steadyOf(target) {
  for (let element = target; element.parentElement; element = element.parentElement)
    if (getComputedStyle(element).position === 'sticky') return element.parentElement;
  return target;
}

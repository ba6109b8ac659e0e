/**
 * Builds what stands far down a page only when the reader comes near, so that the page is alive at once on a slow phone.
 */

/**
 * Calls `build` once: when `element` is less than a window's height away, when the address names it, or before printing.
 * @param {Element} element
 * @param {() => void} build
 */
export function whenNear(element, build) {
  let built = false;
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) once();
    },
    { rootMargin: '100% 0px' },
  );
  const once = () => {
    if (built) return;
    built = true;
    observer.disconnect();
    removeEventListener('beforeprint', once);
    build();
  };
  addEventListener('beforeprint', once);
  if (isNamed(element.id)) once();
  else observer.observe(element);
}

/** Whether the page's address means this figure: `?figure=race` or `#race`. @param {string} id */
function isNamed(id) {
  return location.hash === `#${id}` || new URLSearchParams(location.search).get('figure') === id;
}

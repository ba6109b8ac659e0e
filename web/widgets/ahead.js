// Where a page's address names a place in it (a link to a figure or to a run), begins before the page's text is read what its
// figures will need: their modules, which wait in the <template> before this script, and, where the browser has a store of the
// images, a thread of the lab, which takes them in. Nothing is fetched of them. Therefore a classic script in the head, not a module.
// page_lab.js takes the thread from this script's element.
(function () {
  const script = /** @type {HTMLScriptElement & { thread?: Worker | null }} */ (
    document.currentScript
  );
  const template = /** @type {HTMLTemplateElement} */ (script.previousElementSibling);
  if (location.hash.length < 2 && !/[?&]figure=/.test(location.search)) return;
  document.head.append(template.content);

  const { worker, cache, images } = script.dataset;
  if (!worker || !cache || !images || !globalThis.caches) return;
  const begin = () => {
    const thread = new Worker(worker, { type: 'module' });
    thread.postMessage({ type: 'ahead', data: new URL(images, document.baseURI).href });
    // It says nothing unless it cannot serve; then the lab starts its own, and is told why.
    thread.onerror = thread.onmessage = () => (script.thread = null);
    script.thread = thread;
    import('./page_lab.js').then(
      ({ prepareLab }) => prepareLab(),
      () => {},
    );
  };
  caches.has(cache).then(
    // The lab may be open already: it wrote null.
    (kept) => kept && script.thread === undefined && begin(),
    () => {},
  );
})();

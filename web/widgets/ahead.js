// Where a page's address names a place in it (a link to a figure or to a run), begins before the page's text is read what its
// figures will need: where the browser has a store of the images, a thread of the lab, which takes them in, and the figures' modules,
// which wait in the <template> before this script. Nothing is fetched of the images. Therefore a classic script in the head, not a
// module. page_lab.js takes the thread from this script's element.
(function () {
  const script = /** @type {HTMLScriptElement & { thread?: Worker | null }} */ (
    document.currentScript
  );
  const template = /** @type {HTMLTemplateElement} */ (script.previousElementSibling);
  if (location.hash.length < 2 && !/[?&]figure=/.test(location.search)) return;

  const { worker, cache, images, core } = script.dataset;
  if (worker && cache && images && globalThis.caches) {
    const begin = () => {
      const thread = new Worker(worker, { type: 'module' });
      const base = new URL('../../', new URL(worker, document.baseURI)).href;
      const data = new URL(images, document.baseURI).href;
      thread.postMessage({ type: 'settings', settings: { base, data, core } });
      thread.postMessage({ type: 'prepare' });
      // It says nothing unless it cannot serve; then the lab starts its own, and is told why.
      thread.onerror = thread.onmessage = () => {
        thread.terminate();
        script.thread = null;
      };
      script.thread = thread;
      import('./page_lab.js').then(
        ({ prepareLab }) => prepareLab(),
        () => {},
      );
    };
    // The note that kept_note.js makes is there at once; the browser takes its time to say what it has.
    if (isNoted()) begin();
    else
      globalThis.caches.has(cache).then(
        // The lab may be open already: it wrote null.
        (kept) => kept && script.thread === undefined && begin(),
        () => {},
      );
  }
  document.head.append(template.content);

  function isNoted() {
    try {
      return localStorage.getItem('steplab:images-kept') === 'true';
    } catch {
      return false;
    }
  }
})();

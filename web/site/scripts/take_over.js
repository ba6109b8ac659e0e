// A part of the service worker: a new version takes over when a page asks for it, and only where that page is the only one. A
// lesson that is open in another tab would lose the files of its own version.
self.addEventListener('message', (/** @type {any} */ event) => {
  if (event.data?.type !== 'take-over') return;
  const worker = /** @type {any} */ (self);
  const decide = async () => {
    const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const { scope } = worker.registration;
    const others = windows.filter(
      (/** @type {any} */ { id, url }) => id !== event.source.id && url.startsWith(scope),
    );
    if (others.length === 0) await worker.skipWaiting();
    else event.source.postMessage({ type: 'others-open', count: others.length });
  };
  event.waitUntil(decide());
});

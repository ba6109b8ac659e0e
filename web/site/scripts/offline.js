/**
 * The service worker of the site: registered when the page has come to rest, and only where there can be one (not on plain HTTP).
 * A new version is offered; it is taken when the reader says so, never under an open lesson.
 */

/** Milliseconds after loading in which the page has the connection for itself. */
const REST = 3000;

/** @param {URL} root of the site */
export function keepForOffline(root) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const begin = () => setTimeout(() => void register(serviceWorker, root), REST);
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
}

/** @param {ServiceWorkerContainer} container @param {URL} root */
async function register(container, root) {
  try {
    const registration = await container.register(new URL('sw.js', root), { scope: root.pathname });
    watch(container, registration);
  } catch {
    // A host without the file, a browser that refuses: the site works while it is connected.
  }
}

/** @param {ServiceWorkerContainer} container @param {ServiceWorkerRegistration} registration */
function watch(container, registration) {
  const offerWaiting = () => {
    // Without a controller this was the first version, which waits for nobody.
    if (registration.waiting && container.controller) offer(container, registration.waiting);
  };
  offerWaiting();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offerWaiting);
  });
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => {});
  });
}

/** @param {ServiceWorkerContainer} container @param {ServiceWorker} waiting */
function offer(container, waiting) {
  const notice = /** @type {HTMLElement | null} */ (document.querySelector('[data-update]'));
  const button = notice?.querySelector('button');
  const said = notice?.querySelector('p');
  if (!notice?.hidden || !button || !said) return;
  notice.hidden = false;
  let asked = false;
  container.addEventListener('controllerchange', () => asked && location.reload(), { once: true });
  container.addEventListener('message', ({ data }) => {
    if (data?.type === 'others-open') said.textContent = notice.dataset.others ?? '';
  });
  button.addEventListener('click', () => {
    asked = true;
    waiting.postMessage({ type: 'take-over' });
  });
}

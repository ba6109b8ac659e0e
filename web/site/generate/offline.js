/** Writes the service worker: after a first visit the browser holds every page and all that they load, MNIST not included. */

import { join } from 'node:path';
import { generateSW } from 'workbox-build';

/** The largest file that is kept: more than any page or module has. */
const MOST_BYTES = 2 << 20;

/**
 * @param {string} output the built site
 * @param {string} assets the folder of the assets, seen from the site's root
 */
export async function writeServiceWorker(output, assets) {
  const { warnings } = await generateSW({
    globDirectory: output,
    globPatterns: ['**/*.{html,js,css,svg,png,wasm}'],
    globIgnores: ['sw.js', 'data/**'],
    swDest: join(output, 'sw.js'),
    // An address under the assets' folder never gets another content.
    dontCacheBustURLsMatching: new RegExp(`^${assets}/`),
    // A link to a run is the lesson's page with a query.
    ignoreURLParametersMatching: [/./],
    importScripts: [`${assets}/web/site/scripts/take_over.js`],
    cacheId: 'steplab',
    // The page of the first visit is served at once, so that modules which it loads later come from the same version.
    clientsClaim: true,
    // A new version waits until take_over.js lets it in.
    skipWaiting: false,
    cleanupOutdatedCaches: true,
    inlineWorkboxRuntime: true,
    sourcemap: false,
    maximumFileSizeToCacheInBytes: MOST_BYTES,
  });
  if (warnings.length > 0) throw new Error(`workbox-build: ${warnings.join('; ')}`);
}

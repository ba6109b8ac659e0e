/**
 * The script of a thread of the pool: it joins a Host to whoever started the thread. A site has it with all that it imports in one
 * file (web/site/generate/thread.js).
 */

import { Host } from './host.js';
import { connectToOwner, createYield } from './platform.js';

/** @param {import('./platform.js').Owner} owner */
function listen(owner) {
  const host = new Host({ post: owner.post, soon: createYield() });
  owner.listen((message) => host.hear(message));
}

const connection = connectToOwner();
// Not awaited at the top: before the end of its script a thread hears nothing.
if (connection instanceof Promise) void connection.then(listen);
else listen(connection);

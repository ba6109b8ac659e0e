/**
 * The script of a thread of the pool: it joins a Host to whoever started the thread. What takes time goes on side by side: the modules
 * come, and the data that the browser keeps are read. The message `ahead` { data } asks for both before there are settings, where
 * data are kept.
 */

import { siteCacheAhead } from './kept_packs.js';
import { connectToOwner, createYield } from './platform.js';

/** @typedef {import('./host.js').Message} Message */

/** The modules behind the Host. Asked for together: found one behind another they would come in six rounds. */
const MODULES = [
  'config',
  'core',
  'dataset',
  'errors',
  'grid_texts',
  'growth',
  'hash',
  'host',
  'kept_packs',
  'landscape_texts',
  'measure_texts',
  'messages',
  'mnist',
  'mnist_files',
  'optimizer',
  'optimizer_texts',
  'read_url',
  'run',
  'runner',
  'schedule',
  'schedule_policies',
  'schedule_rules',
  'schedule_texts',
  'search_texts',
  'session',
];

/** What was said before there was a Host to hear it. @type {Message[]} */
const early = [];
/** Where the data are. */
let folder = '';
/** @type {ReturnType<typeof siteCacheAhead> | null} */
let reading = null;
let begun = false;
/** @type {(message: Message) => void} */
let pass = (message) => {
  early.push(message);
};

/** @param {import('./platform.js').Owner} owner @param {Message} message */
function hear(owner, message) {
  if (message.type === 'ahead') {
    reading = siteCacheAhead(new URL(message.data));
    void reading.then((kept) => kept && begin(owner));
    return;
  }
  if (message.type === 'settings') folder = message.settings.data;
  if (message.type === 'load') {
    pass({ ...message, ahead: reading ?? siteCacheAhead(new URL(folder)) });
    reading = null;
  } else pass(message);
  void begin(owner);
}

/** @param {import('./platform.js').Owner} owner */
async function begin(owner) {
  if (begun) return;
  begun = true;
  for (const name of MODULES) import(`./${name}.js`).catch(() => {});
  try {
    const { Host } = await import('./host.js');
    const host = new Host({ post: owner.post, soon: createYield() });
    pass = (message) => host.hear(message);
    early.splice(0).forEach(pass);
  } catch {
    // A module did not come: as where this script does not.
    owner.post({ type: 'fatal', reason: '' });
  }
}

/** @param {import('./platform.js').Owner} owner */
const listen = (owner) => owner.listen((message) => hear(owner, message));
const connection = connectToOwner();
// Not awaited at the top: before the end of its script a thread hears nothing.
if (connection instanceof Promise) void connection.then(listen);
else listen(connection);

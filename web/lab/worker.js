/** The script of a thread of the pool: it joins a Host to whoever started the thread. */

import { Host } from './host.js';
import { connectToOwner, createYield } from './platform.js';

const connection = connectToOwner();
const owner = connection instanceof Promise ? await connection : connection;
const host = new Host({ post: owner.post, soon: createYield() });
owner.listen((message) => host.hear(message));

/** The training core: a WebAssembly module of ours without imports, found, compiled and wrapped. `wasm/abi.c` says what its exports do. */

import { LabError } from './errors.js';
import { readUrl } from './read_url.js';

/** @typedef {Record<string, (...args: number[]) => number>} CoreExports */
/** @typedef {Response | BufferSource} ModuleSource */

/**
 * @typedef {object} CoreOptions
 * @property {URL | string} [base] the folder that holds `wasm/`; two folders above this file unless given
 * @property {(name: string) => Promise<ModuleSource> | ModuleSource} [read] brings a module by its file name, in place of `base`
 * @property {'core' | 'study'} [core] `study` measures, too (measure.js); `core` unless given
 * @property {boolean} [simd] false takes the scalar core; unless given, SIMD where the machine has it
 */

const VERSION = 1;
const SCRATCH = 16384;

/** A function that gives back a vector: valid only where there is SIMD. */
const VECTOR_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
]);

/** @returns {boolean} whether this machine's WebAssembly has SIMD */
export function hasSimd() {
  return typeof WebAssembly === 'object' && WebAssembly.validate(VECTOR_MODULE);
}

/**
 * Loads the core: with SIMD where there is SIMD, else (or where that module does not compile) without.
 * @param {CoreOptions} [options]
 * @returns {Promise<Core>}
 * @throws {LabError} as loadModule
 */
export async function loadCore(options = {}) {
  const simd = options.simd ?? hasSimd();
  const name = options.core ?? 'core';
  try {
    return await loadModule(options, simd ? `${name}.wasm` : `${name}_scalar.wasm`);
  } catch (error) {
    if (!simd || options.simd) throw error;
    return loadModule(options, `${name}_scalar.wasm`);
  }
}

/** @param {URL | string} [base] @returns {(name: string) => Promise<Response>} */
function reader(base = new URL('../../', import.meta.url)) {
  return async (name) => {
    const url = new URL(`wasm/${name}`, base);
    const response = await readUrl(url);
    if (!response.ok)
      throw new LabError('core-missing', { url: url.href, reason: `answer ${response.status}` });
    return response;
  };
}

/**
 * Loads one module by its file name.
 * @param {CoreOptions} options
 * @param {string} name
 * @returns {Promise<Core>}
 * @throws {LabError} no-webassembly, core-missing, core-broken
 */
export async function loadModule({ read, base }, name) {
  if (typeof WebAssembly !== 'object') throw new LabError('no-webassembly');
  let source;
  try {
    source = await (read ?? reader(base))(name);
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw new LabError('core-missing', { url: name, reason: reasonOf(error) });
  }
  try {
    const module = await compile(source);
    return await Core.start(module);
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw new LabError('core-broken', { url: name, reason: reasonOf(error) });
  }
}

/** Compiles while it streams where the host names the type; another type must be read whole first. @param {ModuleSource} source */
async function compile(source) {
  if (!(source instanceof Response)) return WebAssembly.compile(source);
  const type = source.headers.get('Content-Type')?.split(';')[0].trim().toLowerCase();
  if (type === 'application/wasm' && WebAssembly.compileStreaming)
    return WebAssembly.compileStreaming(source);
  return WebAssembly.compile(await source.arrayBuffer());
}

/** @param {unknown} error */
function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** One instance of the module with its memory. Views are fresh on every call: a view from before an allocation may be dead. */
export class Core {
  /** @param {WebAssembly.Module} module @param {WebAssembly.Instance} instance */
  constructor(module, instance) {
    this.module = module;
    this.call = /** @type {CoreExports} */ (/** @type {unknown} */ (instance.exports));
    this.memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
    this.call._initialize?.();
    const version = this.call.abi_version();
    if (version !== VERSION) throw new Error(`version ${version} of its interface, not ${VERSION}`);
    /** Whether this is the module with SIMD. */
    this.simd = this.call.abi_simd() === 1;
    /** A small block for arguments and results of one call. */
    this.scratch = this.allocate(SCRATCH);
  }

  /** @param {WebAssembly.Module} module */
  static async start(module) {
    return new Core(module, await WebAssembly.instantiate(module, {}));
  }

  /** Another instance with a memory of its own, for work whose memory shall go when it is done. */
  spawn() {
    return Core.start(this.module);
  }

  /**
   * @param {number} bytes
   * @returns {number} the block's address; release it
   * @throws {LabError} out-of-memory
   */
  allocate(bytes) {
    const pointer = this.call.abi_allocate(bytes) >>> 0;
    if (pointer === 0) throw new LabError('out-of-memory', { bytes });
    return pointer;
  }

  /** @param {number} pointer */
  release(pointer) {
    this.call.abi_release(pointer);
  }

  /** @param {number} pointer @param {number} length */
  bytes(pointer, length) {
    return new Uint8Array(this.memory.buffer, pointer, length);
  }

  /** @param {number} pointer @param {number} length */
  words(pointer, length) {
    return new Uint32Array(this.memory.buffer, pointer, length);
  }

  /** @param {number} pointer @param {number} length */
  floats(pointer, length) {
    return new Float32Array(this.memory.buffer, pointer, length);
  }

  /** @param {number} pointer @param {number} length */
  doubles(pointer, length) {
    return new Float64Array(this.memory.buffer, pointer, length);
  }

  /** Copies bytes into a block of their own. @param {Uint8Array} bytes @returns {number} its address; release it */
  place(bytes) {
    const pointer = this.allocate(bytes.length);
    this.bytes(pointer, bytes.length).set(bytes);
    return pointer;
  }
}

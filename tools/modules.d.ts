// Types of modules that bring none of their own, or that stand elsewhere in the built site.

declare module '*/vendor/uplot/uPlot.esm.js' {
  export { default } from 'uplot';
}

/** A peer of the benchmark, in a package of its own that is not installed with the lab. */
declare module '@tensorflow/tfjs-backend-wasm';

/** Comes with Eleventy, without types. */
declare module 'markdown-it';

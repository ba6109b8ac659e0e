// Types of modules that bring none of their own, or that stand elsewhere in the built site.

declare module '*/vendor/uplot/uPlot.esm.js' {
  export { default } from 'uplot';
}

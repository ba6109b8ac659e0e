// The built site serves uPlot's own ES module beside ours; its types come from the package.
declare module '*/vendor/uplot/uPlot.esm.js' {
  import uPlot from 'uplot';
  export default uPlot;
}

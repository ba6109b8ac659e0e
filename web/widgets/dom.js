/**
 * Building DOM without ceremony, and shadow roots whose styles a strict Content-Security-Policy lets through.
 */

/**
 * An element with attributes (null and false leave one out, true sets it empty) and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | null>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * A 24 × 24 icon, drawn in the colour of the text around it.
 * @param {string} path
 * @param {boolean} [filled]
 */
export function icon(path, filled = false) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const shape = document.createElementNS(space, 'path');
  const look = filled
    ? { fill: 'currentColor' }
    : {
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': '2',
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      };
  for (const [name, value] of Object.entries({
    viewBox: '0 0 24 24',
    'aria-hidden': 'true',
    focusable: 'false',
    class: 'icon',
  }))
    svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ d: path, ...look })) shape.setAttribute(name, value);
  svg.append(shape);
  return svg;
}

/** @type {Map<string, CSSStyleSheet>} */
const sheets = new Map();

/**
 * A shadow root with styles and children. The same CSS text is one sheet, however many elements use it.
 * @param {HTMLElement} host
 * @param {string[]} css
 * @param {Node[]} children
 * @param {Partial<ShadowRootInit>} [options]
 */
export function shadow(host, css, children, options = {}) {
  const root = host.attachShadow({ mode: 'open', ...options });
  root.adoptedStyleSheets = css.map((text) => {
    let sheet = sheets.get(text);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      sheets.set(text, sheet);
    }
    return sheet;
  });
  root.append(...children);
  return root;
}

/**
 * Gathers many calls into one in the next animation frame.
 * @param {() => void} callback
 */
export function oncePerFrame(callback) {
  let asked = 0;
  const run = () => {
    asked = 0;
    callback();
  };
  return {
    ask() {
      asked ||= requestAnimationFrame(run);
    },
    cancel() {
      cancelAnimationFrame(asked);
      asked = 0;
    },
  };
}

/** Lets the page hear its reader before the next piece of long work: resolves in a task of its own. */
export function nextTask() {
  return new Promise((done) => setTimeout(done));
}

/**
 * Speaks into a live region, seldom: what comes within `pause` ms of the last is held back, and of that only the newest is said.
 * @param {HTMLElement} region
 * @param {number} pause
 */
export function seldom(region, pause) {
  let last = -Infinity;
  let timer = 0;
  return (/** @type {string} */ text) => {
    clearTimeout(timer);
    const wait = Math.max(0, last + pause - performance.now());
    timer = window.setTimeout(() => {
      last = performance.now();
      region.textContent = text;
    }, wait);
  };
}

/**
 * Offers bytes as a file to save.
 * @param {Blob} blob
 * @param {string} name
 */
export function saveFile(blob, name) {
  const url = URL.createObjectURL(blob);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * A title as the name of a file.
 * @param {string} title
 * @param {string} extension
 */
export function fileName(title, extension) {
  const stem = title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
  return `${stem || 'steplab'}.${extension}`;
}

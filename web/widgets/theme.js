/**
 * What a widget needs to know of the page around it: the theme, design tokens as colours a canvas understands,
 * whether motion is wanted. Every token has a fallback, so that a widget also stands in a page without the site's styles.
 */

/** @typedef {import('./colour.js').Theme} Theme */

/** Fallbacks of the tokens, [light, dark]. */
const fallbacks = {
  ink: ['#1c2024', '#e9e7e2'],
  'ink-soft': ['#545b64', '#aeb2b9'],
  'ink-faint': ['#737a83', '#868c95'],
  paper: ['#fdfcf9', '#15171b'],
  'paper-raised': ['#ffffff', '#1d2025'],
  rule: ['#dedbd3', '#33373e'],
  accent: ['#0a6c74', '#5cc3cb'],
  'accent-ink': ['#ffffff', '#0d1416'],
  focus: ['#1a66d9', '#7fb2ff'],
  good: ['#1f7a43', '#6ccb92'],
  bad: ['#b3261e', '#ff8a80'],
};

/** @typedef {keyof typeof fallbacks} Token */

let printing = false;

/** Whether the page is being printed: on paper all is light, whatever the screen. */
export function isPrinting() {
  return printing;
}

/** @returns {Theme} the theme the page is shown in */
export function currentTheme() {
  if (printing) return 'light';
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** @returns {boolean} whether the reader asked for less motion */
export function reducedMotion() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/**
 * Tokens as colours that a canvas takes, read where `probe` stands (an element of the widget that nobody sees). In print
 * the page's own tokens come too late, so there the light fallbacks serve.
 * @param {HTMLElement} probe
 * @returns {Record<Token, string>}
 */
export function tokenColours(probe) {
  const column = currentTheme() === 'light' ? 0 : 1;
  const colours = /** @type {Record<Token, string>} */ ({});
  for (const name of /** @type {Token[]} */ (Object.keys(fallbacks))) {
    probe.style.color = printing
      ? fallbacks[name][0]
      : `var(--${name}, ${fallbacks[name][column]})`;
    colours[name] = getComputedStyle(probe).color;
  }
  return colours;
}

/**
 * Declarations for a shadow root: the tokens under private names, each with its fallback, for both themes. A widget's
 * CSS then says `var(--_ink)`.
 */
export function tokenCss() {
  const list = (/** @type {number} */ column) =>
    Object.entries(fallbacks)
      .map(([name, pair]) => `--_${name}: var(--${name}, ${pair[column]});`)
      .join('');
  return `
    :host { ${list(0)}
      --_font-ui: var(--font-ui, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif);
      --_font-text: var(--font-text, Georgia, "Noto Serif", "Noto Serif CJK SC", "Songti SC", serif);
      --_font-number: var(--font-number, var(--_font-ui)); --_radius: var(--radius, 6px); }
    @media (prefers-color-scheme: dark) { :host { ${list(1)} } }
    :host([hidden]) { display: none; }
    *, *::before, *::after { box-sizing: border-box; }
    :focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
    .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  `;
}

/** @type {Set<() => void>} */
const watchers = new Set();
/** @type {(() => void) | null} */
let unwatch = null;

/**
 * Calls back whenever the page's theme may have changed, and before and after it is printed. One set of listeners serves
 * all widgets.
 * @param {() => void} callback
 * @returns {() => void} ends it
 */
export function watchTheme(callback) {
  watchers.add(callback);
  unwatch ??= listen();
  return () => {
    watchers.delete(callback);
    if (watchers.size > 0) return;
    unwatch?.();
    unwatch = null;
  };
}

function listen() {
  const tell = () => watchers.forEach((callback) => callback());
  const print = (/** @type {Event} */ event) => {
    printing = event.type === 'beforeprint';
    tell();
  };
  const media = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(tell);
  media.addEventListener('change', tell);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class'],
  });
  for (const type of ['beforeprint', 'afterprint']) addEventListener(type, print);
  return () => {
    media.removeEventListener('change', tell);
    observer.disconnect();
    for (const type of ['beforeprint', 'afterprint']) removeEventListener(type, print);
  };
}

/**
 * `npm run audit`: what the built pages feel like in a real browser. It prints and asserts nothing;
 * what is asked for stands beside each figure.
 */
import { parseArgs } from 'node:util';

import { build } from './build.js';
import { fail } from './failure.js';
import { filesUnder } from './files.js';
import { isProgram, siteFolder } from './paths.js';
import { serve } from './serve.js';
import { setup } from './setup.js';

const help = `npm run audit -- [--page PATH] [--only race | pages | lighthouse]

Opens every page of build/site in Chromium and prints how it loads, how a race of four runs feels
in two lessons, how soon a second visit trains, how an editor of schedules follows a hand, and
Lighthouse's scores on a phone.
  --page  only this page, such as zh/what-the-rate-does/
  --only  only one of the three parts
`;

/** Where races of four runs are; in the second the runs differ in their schedules, of ten epochs each. */
const racePages = ['what-the-rate-does/', 'decay-schedules/'];

/** @typedef {typeof import('../tests/browser/browsers.js').openBrowser} OpenBrowser */

/**
 * @param {OpenBrowser} openBrowser
 * @param {import('./serve.js').Served} site
 * @param {string[]} pages
 */
async function auditLoading(openBrowser, site, pages) {
  const { watchLoading } = await import('./audit/loading.js');
  console.log('\nLoading (a phone, 412 × 823)   LCP ≤ 2500 ms   CLS ≤ 0.1   shell ≤ 300 KB');
  for (const page of pages) {
    const browser = await openBrowser('chromium', { width: 412, height: 823 });
    try {
      const { largestPaint, shift, kilobytes } = await watchLoading(browser, site, page);
      const figures = [
        `${largestPaint.toFixed(0)} ms`,
        shift.toFixed(3),
        `${kilobytes.toFixed(0)} KB`,
      ];
      console.log(nameOf(page).padEnd(30), figures.map((text) => text.padEnd(15)).join(''));
      tellProblems(browser);
    } finally {
      await browser.close();
    }
  }
}

/**
 * @param {OpenBrowser} openBrowser
 * @param {import('./serve.js').Served} site
 * @param {string} page
 */
async function auditRace(openBrowser, site, page) {
  const { timeRace } = await import('./audit/race.js');
  const { kilobytesSince } = await import('./audit/loading.js');
  const browser = await openBrowser('chromium', { width: 1440, height: 900 });
  try {
    // Figures are built when they come near; what the address names is built at once.
    await browser.open(`${site.url}${page}#race`);
    const times = await timeRace(browser);
    console.log(`\nA race of four runs on ${page}: ${times.seconds.toFixed(1)} s`);
    const rows = /** @type {[string, string, string][]} */ ([
      ['click on Run to the next frame', ms(times.acknowledged), '≤ 100'],
      ['click on Run to the first point', ms(times.firstPoint), '≤ 300'],
      [
        'longest task on the main thread',
        times.longestTask ? ms(times.longestTask) : '< 50 ms',
        '< 50',
      ],
      ...gapRows(times.frameGaps),
      ['layout shift while it ran', times.shift.toFixed(3), '≤ 0.1'],
      ['shell transferred, engine and all', `${kilobytesSince(site, 0).toFixed(0)} KB`, '≤ 300'],
    ]);
    tellRows(rows);
    tellProblems(browser);
  } finally {
    await browser.close();
  }
}

/**
 * @param {OpenBrowser} openBrowser
 * @param {import('./serve.js').Served} site
 * @param {string} page
 */
async function auditStart(openBrowser, site, page) {
  const { timeStarts } = await import('./audit/start.js');
  const browser = await openBrowser('chromium', {
    width: 1440,
    height: 900,
    serviceWorker: true,
  });
  try {
    await browser.open(`${site.url}${page}#race`);
    const times = await timeStarts(browser, 7);
    const middle = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[3];
    console.log(`\nA second visit to ${page}, Run pressed as soon as it is there; medians of 7`);
    tellRows([
      ['navigation to Run', ms(middle(times.map(({ pressed }) => pressed))), ''],
      [
        '  to word of the first training steps',
        ms(middle(times.map((one) => one.firstSteps))),
        '≤ 500',
      ],
      ['  to the first point', ms(middle(times.map((one) => one.firstPoint))), '≤ 500'],
    ]);
    tellProblems(browser);
  } finally {
    await browser.close();
  }
}

/**
 * @param {OpenBrowser} openBrowser
 * @param {import('./serve.js').Served} site
 */
async function auditDrag(openBrowser, site) {
  const { timeDrag } = await import('./audit/drag.js');
  const browser = await openBrowser('chromium', { width: 1440, height: 900 });
  try {
    await browser.open(`${site.url}decay-schedules/#race`);
    const { frameGaps, changes } = await timeDrag(browser);
    console.log(`\nA handle of four schedules is dragged on decay-schedules/: ${changes} changes`);
    tellRows(gapRows(frameGaps));
    tellProblems(browser);
  } finally {
    await browser.close();
  }
}

/** @param {number[]} gaps ms, sorted @returns {[string, string, string][]} */
function gapRows(gaps) {
  const gap = (/** @type {number} */ share) =>
    ms(gaps[Math.min(gaps.length - 1, Math.floor(share * gaps.length))] ?? NaN);
  return [
    [`gaps between ${gaps.length} frames: median`, gap(0.5), ''],
    ['  95%', gap(0.95), ''],
    ['  99%', gap(0.99), '≤ 50'],
    ['  the longest', gap(1), ''],
  ];
}

/** @param {[string, string, string][]} rows what, its figure, what is asked */
function tellRows(rows) {
  for (const [what, figure, asked] of rows)
    console.log(what.padEnd(40), figure.padStart(10), ' ', asked);
}

/**
 * @param {OpenBrowser} openBrowser
 * @param {import('./serve.js').Served} site
 */
async function auditRounds(openBrowser, site) {
  const { timeRounds } = await import('./audit/rounds.js');
  const browser = await openBrowser('chromium', { width: 1440, height: 900 });
  try {
    await browser.open(`${site.url}finding-a-rate/#rounds`);
    const { milliseconds, stop } = await timeRounds(browser);
    console.log('\nThree rounds of the finder on finding-a-rate/');
    console.log('from Run to the result'.padEnd(40), ms(milliseconds).padStart(10), '  ≤ 2000');
    console.log('a stop acts after'.padEnd(40), ms(stop).padStart(10), '  ≤ 100');
    tellProblems(browser);
  } finally {
    await browser.close();
  }
}

/**
 * @param {OpenBrowser} openBrowser
 * @param {import('./serve.js').Served} site
 */
async function auditMap(openBrowser, site) {
  const { timeMap } = await import('./audit/map.js');
  const browser = await openBrowser('chromium', { width: 1440, height: 900 });
  try {
    await browser.open(`${site.url}batch-and-rate/#map-figure`);
    const { milliseconds, gaps, stop } = await timeMap(browser);
    const within = gaps.filter((gap) => gap <= 50).length / gaps.length;
    console.log('\nTwelve cells of 5 epochs on batch-and-rate/');
    console.log('from Run to the whole map'.padEnd(40), ms(milliseconds).padStart(10), '  < 10000');
    console.log(
      'frame gaps of at most 50 ms'.padEnd(40),
      `${(100 * within).toFixed(1)} %`.padStart(10),
      '  ≥ 99',
    );
    console.log('a stop acts after'.padEnd(40), ms(stop).padStart(10), '  ≤ 100');
    tellProblems(browser);
  } finally {
    await browser.close();
  }
}

/**
 * @param {OpenBrowser} openBrowser
 * @param {import('./serve.js').Served} site
 * @param {string[]} pages
 */
async function auditLighthouse(openBrowser, site, pages) {
  const { scorePage } = await import('./audit/lighthouse.js');
  console.log('\nLighthouse, mobile             performance ≥ 95, the others 100');
  const browser = await openBrowser('chromium');
  try {
    for (const page of pages) {
      const { scores, lacks } = await scorePage(browser, site.url + page);
      const words = Object.entries(scores).map(([name, score]) => `${name} ${score}`);
      console.log(nameOf(page).padEnd(30), words.join('   '));
      for (const lack of lacks) console.log(`    ${lack}`);
    }
  } finally {
    await browser.close();
  }
}

/** @param {import('../tests/browser/browsers.js').Browser} browser */
function tellProblems({ problems }) {
  for (const { kind, text } of problems) console.log(`    ${kind}: ${text}`);
}

/** @param {number} time */
const ms = (time) => `${time.toFixed(0)} ms`;

/** @param {string} page */
const nameOf = (page) => `/${page}`;

async function audit() {
  const { values } = parseArgs({
    options: {
      page: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void console.log(help);
  await setup(['look']);
  await build();
  const { openBrowser } = await import('../tests/browser/browsers.js');
  const all = filesUnder(['.'], /(^|\/)index\.html$/, siteFolder).map((path) =>
    path.replace(/index\.html$/, ''),
  );
  const pages = values.page === undefined ? all : [values.page];
  const wanted = (/** @type {string} */ part) => !values.only || values.only === part;

  if (wanted('pages')) await withSite((site) => auditLoading(openBrowser, site, pages));
  if (wanted('race')) {
    for (const page of racePages) await withSite((site) => auditRace(openBrowser, site, page));
    await withSite((site) => auditStart(openBrowser, site, racePages[0]));
    await withSite((site) => auditDrag(openBrowser, site));
    await withSite((site) => auditRounds(openBrowser, site));
    await withSite((site) => auditMap(openBrowser, site));
  }
  if (wanted('lighthouse')) await withSite((site) => auditLighthouse(openBrowser, site, pages));
}

/** @param {(site: import('./serve.js').Served) => Promise<void>} use */
async function withSite(use) {
  const site = await serve();
  try {
    await use(site);
  } finally {
    await site.close();
  }
}

if (isProgram(import.meta)) await audit().catch(fail);

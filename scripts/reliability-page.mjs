// The text of docs/reliability-figures.md.
import { posix } from 'node:path';
import {
  browsersIn,
  hostileIn,
  newestResults,
  passedLater,
  stateOf,
} from './reliability-parts.mjs';

/** @typedef {import('./reliability-parts.mjs').Fault} Fault */
/** @typedef {import('./reliability-parts.mjs').FaultState} FaultState */
/** @typedef {import('./reliability-parts.mjs').Run} Run */
/** @typedef {import('../e2e/support/load.ts').LoadReport} LoadReport */
/**
 * @typedef {{
 *   readonly date: string,
 *   readonly commit: string,
 *   readonly machine: string,
 *   readonly runs: readonly (Run & { readonly report: string })[],
 *   readonly old: readonly string[],
 *   readonly faults: readonly Fault[],
 *   readonly loads: readonly LoadReport[],
 * }} Facts `old` are the reports of runs from before the code was last changed, which do not count
 */

const NOT_RUN = 'Not run on this state of the code.';
const REQUESTS = 'e2e/requests.spec.ts';

/** @param {Facts} facts @returns {string} Markdown, which Prettier has not seen yet */
export function pageOf(facts) {
  return [
    '# What was run, and what came out',
    'Written by `npm run reliability`, which reads the reports of the last tests; do not edit it. What it means is in [reliability.md](reliability.md). What was not run is said to be so, and is not counted.',
    ...stateSection(facts),
    '## Faults',
    ...faultSection(facts),
    '## Hostile input',
    ...hostileSection(facts),
    '## Requests to other machines',
    requestText(facts),
    '## Browsers',
    ...browserSection(facts),
    '## Load',
    ...loadSection(facts.loads),
  ]
    .join('\n\n')
    .concat('\n');
}

/** @param {Facts} facts */
function stateSection({ date, commit, machine, runs, old }) {
  const lines = [`Written: ${date}`, `Commit: ${commit}`, `Machine: ${machine}`];
  for (const { report, started, results } of runs) {
    const count = (/** @type {string} */ wanted) =>
      results.filter(({ state }) => state === wanted).length;
    lines.push(
      `\`${report}\`, ${minute(started)}: ${count('passed')} tests passed, ${count('failed')} failed, ${count('skipped')} left out`,
    );
  }
  for (const report of old) {
    lines.push(`\`${report}\` is not counted: it is older than the last change of the code`);
  }
  for (const { file, title } of passedLater(runs)) {
    lines.push(`Failed in one run, and passed in a later one: ${linkTo(file)}, “${title}”`);
  }
  return [lines.map((line) => `- ${line}`).join('\n')];
}

/** @param {Facts} facts */
function faultSection({ faults, runs }) {
  const results = newestResults(runs);
  const seen = faults.map((fault) => ({ ...fault, state: stateOf(fault, results) }));
  const count = (/** @type {FaultState} */ wanted, /** @type {string} */ section = '') =>
    seen.filter((one) => one.state === wanted && (!section || one.section === section)).length;
  const tested = seen.length - count('no test');
  const sections = [...new Set(faults.map(({ section }) => section))];
  /** @type {FaultState[]} */
  const states = ['passed', 'failed', 'not run', 'no test'];
  const named = (/** @type {FaultState} */ wanted) =>
    seen
      .filter(({ state }) => state === wanted)
      .map(({ section, fault }) => `- ${wanted}: ${fault} (${section})`);
  return [
    `Survived: **${count('passed')} of ${tested}** faults that have a test. A fault counts as survived when all of its test files ran and none of their tests failed.`,
    table(
      ['part', 'faults', ...states],
      [
        ...sections.map((section) => [
          section,
          faults.filter((one) => one.section === section).length,
          ...states.map((state) => count(state, section)),
        ]),
        ['all', faults.length, ...states.map((state) => count(state))],
      ],
    ),
    [...named('failed'), ...named('not run'), ...named('no test')].join('\n'),
  ].filter(Boolean);
}

/** @param {Facts} facts */
function hostileSection({ runs }) {
  const tests = hostileIn(runs);
  if (tests.length === 0) return [NOT_RUN];
  const total = tests.flatMap(({ seeds }) => seeds).reduce((sum, { count }) => sum + count, 0);
  return [
    `${number(total)} inputs, each from a seed that makes it again. “Held” means: no crash, no other error than a fault with a sentence, nothing that took ten seconds.`,
    table(
      ['input', 'test', 'tried', 'seeds', 'result'],
      tests.map(({ file, title, seeds, held }) => [
        title,
        linkTo(file),
        number(seeds.reduce((sum, { count }) => sum + count, 0)),
        seeds.map(({ from, count }) => `${from} to ${from + count - 1}`).join(', '),
        held ? 'held' : '**failed**',
      ]),
    ),
  ];
}

/** @param {Facts} facts */
function requestText({ runs }) {
  const results = newestResults(runs);
  const own = results.filter(({ file }) => file === REQUESTS);
  const watched = results.filter(({ browser, state }) => browser && state === 'passed').length;
  const [{ state } = { state: 'not run' }] = own.toSorted((a, b) =>
    a.state === 'failed' ? -1 : b.state === 'failed' ? 1 : 0,
  );
  if (state === 'failed') return `**${linkTo(REQUESTS)} failed**: something was asked for.`;
  if (state !== 'passed') return `${linkTo(REQUESTS)}: ${NOT_RUN}`;
  return `**0 attempted** by the page: ${linkTo(REQUESTS)} visits every page and feature, with a proxy in place of all other machines. What Chromium asks for by itself, whatever it shows, is left out there, by a list of hosts. In all other browser tests a request to another host fails the test; ${watched} passed.`;
}

/** @param {Facts} facts */
function browserSection({ runs }) {
  const browsers = browsersIn(newestResults(runs));
  const missing = ['chromium', 'firefox', 'WebKit'].filter((name) =>
    browsers.every(({ browser }) => !browser.toLowerCase().startsWith(name.toLowerCase())),
  );
  const rows = browsers.map(({ browser, passed, failed }) => [browser, passed, failed]);
  return [
    ...(rows.length > 0 ? [table(['browser', 'tests passed', 'failed'], rows)] : []),
    ...missing.map((name) => `${name}: ${NOT_RUN}`),
  ];
}

/** @type {readonly (readonly [key: string, heading: string, digits: number])[]} */
const MEMORY = [
  ['pageHeap', 'heap of the page', 3],
  ['workerHeap', 'heaps of its workers', 3],
  ['buffers', 'array buffers', 3],
  ['wasmMemory', 'WebAssembly', 3],
  ['gpuMemory', 'buffers and textures of the GPU', 3],
  ['pageProcess', 'process of the page', 2],
  ['gpuProcess', 'process of the GPU', 2],
];
/** @type {typeof MEMORY} */
const COUNTS = [
  ['images', 'open frames and bitmaps', 1],
  ['canvases', 'canvases', 1],
  ['gpuObjects', 'GPU objects', 1],
  ['urls', 'addresses of blobs', 1],
  ['workers', 'workers', 1],
  ['listeners', 'listeners', 1],
  ['nodes', 'nodes', 1],
];

/** What `npm run test:long` does, by way and executor. */
const WORK = [
  ...['wasm', 'tfjs-webgl', 'webgpu'].flatMap((executor) => [
    `pictures one by one, ${executor}`,
    `pictures in queues, ${executor}`,
    `live frames, ${executor}`,
  ]),
  'live frames for minutes, wasm',
];

/** @param {readonly LoadReport[]} loads */
function loadSection(loads) {
  if (loads.length === 0) return [NOT_RUN];
  const sum = (/** @type {LoadReport['what']} */ wanted) =>
    loads.filter(({ what }) => what === wanted).reduce((all, { count }) => all + count, 0);
  const nameOf = (/** @type {LoadReport} */ { what, way, executor }) =>
    `${what === 'frames' ? way.replace('live', 'live frames') : `pictures ${way}`}, ${executor}`;
  const growthOf = (/** @type {LoadReport} */ { growth }, /** @type {typeof MEMORY} */ columns) =>
    columns.map(([key, , digits]) => signed(growth[key], digits));
  const headings = (/** @type {typeof MEMORY} */ columns) => columns.map(([, heading]) => heading);
  const missing = WORK.filter((name) => loads.every((load) => nameOf(load) !== name));
  return [
    `${number(sum('pictures'))} pictures and ${number(sum('frames'))} live frames, after a warm-up. The GPU is emulated on the processor. A run of an older commit counts where neither the app nor these tests changed since.`,
    table(
      ['work', 'network', 'commit', 'warm-up', 'number', 'minutes', 'browser', 'result'],
      loads.map((load) => [
        nameOf(load),
        load.network,
        load.commit?.slice(0, 10) ?? 'with changes',
        load.warmUp,
        number(load.count),
        (load.seconds / 60).toFixed(1),
        load.browser,
        load.faults.length === 0 ? 'flat' : `**${load.faults.join('; ')}**`,
      ]),
    ),
    'Growth with every hundred, in megabytes. The heaps grow for the first hundreds, as the browser compiles what is used often; the process of the page has what the debugger keeps, too.',
    table(
      ['work', ...headings(MEMORY)],
      loads.map((load) => [nameOf(load), ...growthOf(load, MEMORY)]),
    ),
    'Growth with every hundred, as counts, and in brackets how many there were at the end:',
    table(
      ['work', ...headings(COUNTS)],
      loads.map((load) => [
        nameOf(load),
        ...growthOf(load, COUNTS).map(
          (grown, at) => `${grown} (${load.last[COUNTS[at]?.[0] ?? ''] ?? 'not taken'})`,
        ),
      ]),
    ),
    ...(missing.length > 0 ? [`${missing.join('; ')}: ${NOT_RUN}`] : []),
  ];
}

/** @param {readonly string[]} head @param {readonly (readonly (string | number)[])[]} rows */
function table(head, rows) {
  const line = (/** @type {readonly (string | number)[]} */ cells) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A link from docs/ to a file. @param {string} file */
const linkTo = (file) =>
  `[${file
    .split('/')
    .at(-1)
    ?.replace(/\.(spec|test)\.tsx?$/, '')}](${posix.relative('docs', file)})`;

const number = (/** @type {number} */ value) => value.toLocaleString('en-GB');
const minute = (/** @type {number} */ ms) =>
  new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** @param {number | undefined} value @param {number} digits */
function signed(value, digits) {
  if (value === undefined) return 'not taken';
  const text = value.toFixed(digits);
  return Number(text) > 0 ? `+${text}` : String(Number(text));
}

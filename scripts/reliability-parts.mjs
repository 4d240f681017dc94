// What `npm run reliability` reads from the reports of the test runners, and how it puts that together.
import { posix } from 'node:path';

/** @typedef {'passed' | 'failed' | 'skipped'} State */
/** @typedef {{ readonly from: number, readonly count: number }} Seeds */
/**
 * @typedef {{
 *   readonly file: string,
 *   readonly title: string,
 *   readonly state: State,
 *   readonly project?: string | undefined,
 *   readonly browser?: string | undefined,
 *   readonly seeds: readonly Seeds[],
 * }} Result of one test; the file is relative to the repository, the project is Playwright's
 */
/** @typedef {{ readonly started: number, readonly results: readonly Result[] }} Run started: ms since 1970 */
/** @typedef {'passed' | 'failed' | 'not run' | 'no test'} FaultState */
/** @typedef {{ readonly section: string, readonly fault: string, readonly tests: readonly string[] }} Fault */

/**
 * @param {any} report of Playwright or of Vitest, as JSON
 * @param {string} root the repository's folder, with a slash at the end
 * @returns {Run | undefined} nothing where it is no such report
 */
export function readRun(report, root) {
  if (Array.isArray(report?.suites) && report.stats) {
    return {
      started: Date.parse(report.stats.startTime),
      results: report.suites.flatMap((/** @type {any} */ suite) => browserResults(suite)),
    };
  }
  if (Array.isArray(report?.testResults)) {
    return {
      started: report.startTime,
      results: report.testResults.flatMap((/** @type {any} */ file) => unitResults(file, root)),
    };
  }
  return undefined;
}

/**
 * @param {any} suite of Playwright's
 * @param {string} above the titles of the suites that it is in
 * @returns {Result[]}
 */
function browserResults({ suites = [], specs = [] }, above = '') {
  const own = specs.flatMap((/** @type {any} */ spec) =>
    spec.tests.map((/** @type {any} */ test) => {
      // Annotations that a test makes while it runs are those of its tries.
      const last = test.results.at(-1);
      const notes = [...(test.annotations ?? []), ...(last?.annotations ?? [])];
      const noted = (/** @type {string} */ wanted) =>
        notes.filter(({ type }) => type === wanted).map(({ description }) => description);
      /** @type {Record<string, State>} */
      const states = { expected: 'passed', skipped: 'skipped' };
      return {
        file: `e2e/${spec.file}`,
        title: above + spec.title,
        state: states[test.status] ?? 'failed', // one that passed at its second try, too
        project: test.projectName,
        browser: noted('browser').at(-1), // the page of Playwright, and then WebKit, which it does not know
        seeds: [...new Set(noted('tried'))].map((text) => JSON.parse(text)),
      };
    }),
  );
  const inner = suites.flatMap((/** @type {any} */ suite) =>
    browserResults(suite, `${above}${suite.title} `),
  );
  return [...own, ...inner];
}

/** @param {any} file of Vitest's report @param {string} root @returns {Result[]} */
function unitResults({ name, status, assertionResults }, root) {
  const file = name.startsWith(root) ? name.slice(root.length) : name;
  /** @type {Record<string, State>} */
  const states = { passed: 'passed', failed: 'failed' };
  const results = assertionResults.map((/** @type {any} */ test) => ({
    file,
    title: test.fullName,
    state: states[test.status] ?? 'skipped',
    seeds: test.meta?.tried ?? [],
  }));
  // A file that could not be loaded has no tests.
  const broken = status === 'failed' && results.length === 0;
  return broken ? [{ file, title: 'the file', state: 'failed', seeds: [] }] : results;
}

/**
 * Of several runs of one test the newest counts.
 * @param {readonly Run[]} runs
 * @returns {Result[]}
 */
export function newestResults(runs) {
  const byTest = new Map();
  for (const { results } of runs.toSorted((a, b) => a.started - b.started)) {
    for (const result of results) {
      const { file, title, project = '' } = result;
      byTest.set(JSON.stringify([file, title, project]), result);
    }
  }
  return [...byTest.values()];
}

/**
 * @param {readonly Run[]} runs
 * @returns {Result[]} tests that have failed in one run, and passed in a later one
 */
export function passedLater(runs) {
  const keyOf = (/** @type {Result} */ { file, title, project }) => `${project} ${file} ${title}`;
  const all = runs.flatMap(({ results }) => results);
  const failed = new Set(all.filter(({ state }) => state === 'failed').map(keyOf));
  return newestResults(runs).filter((one) => one.state === 'passed' && failed.has(keyOf(one)));
}

/**
 * @param {string} text of docs/reliability.md: tables whose first column is the fault and whose last one has links to
 * tests
 * @returns {Fault[]}
 */
export function faultsIn(text) {
  /** @type {Fault[]} */
  const faults = [];
  let section = '';
  for (const [at, line] of text.split('\n').entries()) {
    if (line.startsWith('## ')) section = line.slice(3).trim();
    if (!line.startsWith('|')) continue;
    const cells = line.split(/(?<!\\)\|/).slice(1, -1);
    const [fault = '', ...rest] = cells.map((cell) => cell.trim());
    if (/^:?-+:?$/.test(fault) || fault === 'fault') continue;
    const last = rest.at(-1) ?? '';
    const tests = [...last.matchAll(/\]\(([^)#\s]+)/g)].map(([, link = '']) =>
      posix.join('docs', link),
    );
    if (tests.length === 0 && last !== 'none') {
      throw new Error(`line ${at + 1}: the last column has neither a link nor “none”`);
    }
    faults.push({ section, fault, tests });
  }
  return faults;
}

/**
 * @param {Fault} fault
 * @param {readonly Result[]} results
 * @returns {FaultState} passed: all its test files ran, and all their tests that ran have passed
 */
export function stateOf({ tests }, results) {
  if (tests.length === 0) return 'no test';
  const states = tests.map((test) => {
    const own = results.filter(({ file }) => file === test);
    if (own.some(({ state }) => state === 'failed')) return 'failed';
    return own.some(({ state }) => state === 'passed') ? 'passed' : 'not run';
  });
  return (
    states.find((state) => state === 'failed') ?? states.find((s) => s !== 'passed') ?? 'passed'
  );
}

/**
 * @param {readonly Run[]} runs
 * @returns {{ file: string, title: string, seeds: readonly Seeds[], held: boolean }[]} the tests with inputs that
 * were made from seeds, with the seeds of all runs
 */
export function hostileIn(runs) {
  const byTest = new Map();
  for (const { file, title, state, seeds } of runs.flatMap(({ results }) => results)) {
    if (seeds.length === 0) continue;
    const key = JSON.stringify([file, title]);
    const known = byTest.get(key) ?? { file, title, seeds: [], held: true };
    known.seeds.push(...seeds);
    known.held &&= state === 'passed';
    byTest.set(key, known);
  }
  return [...byTest.values()];
}

/**
 * @param {readonly Result[]} results
 * @returns {{ browser: string, passed: number, failed: number }[]}
 */
export function browsersIn(results) {
  const counts = new Map();
  for (const { browser, state } of results) {
    if (!browser || state === 'skipped') continue;
    const count = counts.get(browser) ?? { browser, passed: 0, failed: 0 };
    count[state]++;
    counts.set(browser, count);
  }
  return [...counts.values()].toSorted((a, b) => a.browser.localeCompare(b.browser));
}

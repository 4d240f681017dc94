// Names the tests that took longest, so that whoever makes them quicker sees where to begin.

/**
 * @typedef {{
 *   suites?: Suite[],
 *   specs?: { title: string, file: string, line: number, tests: { results: { duration: number }[] }[] }[],
 * }} Suite of Playwright's JSON report
 */

/**
 * @param {{ suites: Suite[] }} report Playwright's JSON report
 * @param {number} count of tests to name
 * @returns {string[]} a line for each, the slowest first: seconds, file and line, title
 */
export function slowestTests(report, count) {
  return report.suites
    .flatMap(testsIn)
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(({ ms, where, title }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${where}  ${title}`);
}

/**
 * @param {Suite} suite
 * @returns {{ ms: number, where: string, title: string }[]} its tests and those of the suites in it
 */
function testsIn({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests.map(({ results }) => ({
      ms: results.reduce((sum, { duration }) => sum + duration, 0), // of all tries
      where: `${file}:${line}`,
      title,
    })),
  );
  return [...own, ...suites.flatMap(testsIn)];
}

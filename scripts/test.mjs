// npm test: runs all checks, the quickest first, and stops at the first one that fails.
//   npm test -- --only unit,e2e
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from './browsers.mjs';
import { slowestTests } from './slowest.mjs';
import { ROOT, Stop, ensureBuilt, ensureInstalled, runMain, runNpm } from './prepare.mjs';

const RESULTS = join(ROOT, 'test-results');

/** The checks by name; each returns whether it passed. */
const steps = {
  format: () => runNpm(['run', 'format:check']),
  types: () => runNpm(['run', 'types']),
  lint: () => runNpm(['run', 'lint']),
  unit: async () => {
    await ensureBrowsers(); // Chromium's SwiftShader runs the WebGPU kernels in Node
    const reporters = [
      '--reporter=default',
      '--reporter=json',
      '--outputFile.json=test-results/unit.json',
    ];
    return counted('unit', () => runNpm(['run', 'unit', '--', ...reporters]), unitCounts);
  },
  build: () => runNpm(['run', 'build']),
  size: () => runNpm(['run', 'size']),
  e2e: async () => {
    ensureBuilt();
    await ensureBrowsers();
    return counted(
      'e2e',
      () => runNpm(['run', 'e2e']),
      e2eCounts,
      (report) => {
        console.log(`The slowest of them:\n${slowestTests(report, 10).join('\n')}`);
      },
    );
  },
};

await runMain(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const wanted = values.only?.split(',') ?? Object.keys(steps);
  const unknown = wanted.find((name) => !(name in steps));
  if (unknown)
    throw new Stop(`There is no step “${unknown}”; there are ${Object.keys(steps).join(', ')}.`);

  ensureInstalled();
  const times = [];
  for (const [name, step] of Object.entries(steps)) {
    if (!wanted.includes(name)) continue;
    console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
    const start = performance.now();
    const passed = await step();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (!passed)
      throw new Stop(`${name} failed after ${seconds} s. Once more: npm test -- --only ${name}`);
    console.log(`${name} ok, ${seconds} s`);
    times.push(`${name} ${seconds} s`);
  }
  console.log(`\nEverything passed: ${times.join(', ')}.`);
});

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Runs tests and prints one line with their numbers, the same for every runner.
 * @param {string} name of the step, and of the JSON file in test-results/ that its runner writes
 * @param {() => boolean} runTests
 * @param {(report: any) => Counts} counts
 * @param {(report: any) => void} more prints what else the report tells
 */
function counted(name, runTests, counts, more = () => {}) {
  const file = join(RESULTS, `${name}.json`);
  mkdirSync(RESULTS, { recursive: true });
  rmSync(file, { force: true }); // or a report of an earlier run could be read
  const holds = runTests();
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const { passed, failed, skipped } = counts(report);
    more(report);
    console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
    return holds && passed > 0;
  } catch {
    return false; // the runner stopped before it had a report
  }
}

/** @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number }} report */
function unitCounts({ numPassedTests, numFailedTests, numPendingTests }) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
}

/** @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report */
function e2eCounts({ stats: { expected, unexpected, flaky, skipped } }) {
  return { passed: expected, failed: unexpected + flaky, skipped };
}

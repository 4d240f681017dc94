/** The command that says what was run: from reports as the runners write them to the page. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageOf } from './reliability-page.mjs';
import {
  browsersIn,
  faultsIn,
  hostileIn,
  newestResults,
  passedLater,
  readRun,
  stateOf,
} from './reliability-parts.mjs';

const ROOT = '/repo/';

const note = (type: string, description: string) => ({ type, description });
const browserTest = (status: string, ...annotations: object[]) => ({
  tests: [{ status, annotations: [], results: [{ annotations }] }],
});
const browserReport = (startTime: string, ...specs: object[]) => ({
  stats: { startTime },
  suites: [{ title: 'a.spec.ts', specs, suites: [] as object[] }],
});
const unitReport = (startTime: number, ...testResults: object[]) => ({ startTime, testResults });
const unitFile = (name: string, ...assertionResults: object[]) => ({
  name: ROOT + name,
  status: 'passed',
  assertionResults,
});

const chromium = note('browser', 'chromium 150');
const inBrowsers = readRun(
  {
    ...browserReport('2026-11-29T06:00:00Z'),
    suites: [
      {
        title: 'a.spec.ts',
        specs: [{ file: 'a.spec.ts', title: 'one', ...browserTest('expected', chromium) }],
        suites: [
          {
            title: 'inner',
            specs: [
              {
                file: 'a.spec.ts',
                title: 'one',
                ...browserTest('flaky', chromium, note('tried', '{"from":5,"count":24}')),
              },
              { file: 'b.spec.ts', title: 'left out', ...browserTest('skipped') },
            ],
          },
        ],
      },
    ],
  },
  ROOT,
);
const inNode = readRun(
  unitReport(
    Date.parse('2026-11-29T05:00:00Z'),
    unitFile(
      'src/h.test.ts',
      {
        fullName: 'PNG',
        status: 'passed',
        meta: { tried: [{ from: 1, count: 300 }] },
      },
      { fullName: 'later', status: 'pending' },
    ),
    { name: `${ROOT}src/broken.test.ts`, status: 'failed', assertionResults: [] },
  ),
  ROOT,
);

if (!inBrowsers || !inNode) throw new Error('a report was not known');

describe('a report', () => {
  it('of the browser tests: who passed, in which browser; one that passed at its second try has failed', () => {
    expect(inBrowsers.results).toMatchObject([
      { file: 'e2e/a.spec.ts', title: 'one', state: 'passed', browser: 'chromium 150', seeds: [] },
      { title: 'inner one', state: 'failed', seeds: [{ from: 5, count: 24 }] },
      { file: 'e2e/b.spec.ts', state: 'skipped' },
    ]);
  });

  it('of the unit tests: files are of the repository, and one that could not be loaded has failed', () => {
    expect(inNode.results).toMatchObject([
      { file: 'src/h.test.ts', title: 'PNG', state: 'passed', seeds: [{ from: 1, count: 300 }] },
      { title: 'later', state: 'skipped' },
      { file: 'src/broken.test.ts', state: 'failed' },
    ]);
  });

  it('that is none is left alone', () => {
    expect(readRun({ status: 'failed', failedTests: [] }, ROOT)).toBeUndefined();
    expect(readRun(null, ROOT)).toBeUndefined();
  });

  it('of a later run counts for the same test', () => {
    const later = readRun(
      unitReport(
        inNode.started + 1,
        unitFile('src/h.test.ts', { fullName: 'PNG', status: 'failed' }),
      ),
      ROOT,
    );
    const results = newestResults([later ?? inNode, inNode]);
    expect(results.find(({ title }) => title === 'PNG')?.state).toBe('failed');
    expect(results).toHaveLength(3);
    expect(passedLater([later ?? inNode, inNode])).toEqual([]);
    const before = later && { ...later, started: inNode.started - 1 };
    expect(passedLater([before ?? inNode, inNode]).map(({ title }) => title)).toEqual(['PNG']);
  });
});

describe('the faults', () => {
  const text = `
## Files

| fault | what happens | test |
| ----- | ------------ | ---- |
| a cut file | A sentence. | [a](../e2e/a.spec.ts), [h](../src/h.test.ts#x) |
| no room \\| none | Nothing. | none |
`;

  it('are the rows of all tables, with the files of their tests', () => {
    expect(faultsIn(text)).toEqual([
      { section: 'Files', fault: 'a cut file', tests: ['e2e/a.spec.ts', 'src/h.test.ts'] },
      { section: 'Files', fault: 'no room \\| none', tests: [] },
    ]);
    expect(() => faultsIn('| a fault | Nothing. | later |')).toThrow('line 1');
  });

  it('have passed when all their files ran and no test failed', () => {
    const result = (file: string, state: 'passed' | 'failed' | 'skipped') => ({
      ...{ file, title: 'x', state, seeds: [] },
    });
    const fault = { section: '', fault: '', tests: ['a', 'b'] };
    expect(stateOf(fault, [result('a', 'passed'), result('b', 'passed')])).toBe('passed');
    expect(stateOf(fault, [result('a', 'passed')])).toBe('not run');
    expect(stateOf(fault, [result('a', 'passed'), result('b', 'skipped')])).toBe('not run');
    expect(stateOf(fault, [result('b', 'passed'), result('b', 'failed')])).toBe('failed');
    expect(stateOf({ ...fault, tests: [] }, [])).toBe('no test');
  });

  it('of this repository have tests that are there, or say that there is none', () => {
    const faults = faultsIn(readFileSync('docs/reliability.md', 'utf8'));
    expect(faults.length).toBeGreaterThan(50);
    expect(faults.flatMap(({ tests }) => tests).filter((file) => !existsSync(file))).toEqual([]);
  });
});

it('inputs that were made from seeds are of all runs, and browsers of the tests that ran', () => {
  const runs = [inBrowsers, inNode];
  expect(hostileIn(runs)).toEqual([
    { file: 'e2e/a.spec.ts', title: 'inner one', seeds: [{ from: 5, count: 24 }], held: false },
    { file: 'src/h.test.ts', title: 'PNG', seeds: [{ from: 1, count: 300 }], held: true },
  ]);
  expect(browsersIn(newestResults(runs))).toEqual([
    { browser: 'chromium 150', passed: 1, failed: 1 },
  ]);
});

describe('the page', () => {
  const facts = {
    ...{ date: '2026-11-29', commit: 'abc', machine: 'two processors', old: ['unit.json'] },
    faults: [
      { section: 'Files', fault: 'a cut file', tests: ['src/h.test.ts'] },
      { section: 'Files', fault: 'a torn file', tests: ['src/never.test.ts'] },
      { section: 'Live', fault: 'no room', tests: [] },
    ],
  };

  it('says what was run', () => {
    const page = pageOf({
      ...facts,
      runs: [
        { ...inBrowsers, report: 'e2e.json' },
        { ...inNode, report: 'unit.json' },
      ],
      loads: [
        {
          ...{ what: 'frames', way: 'live', executor: 'wasm', network: 'tiny' },
          ...{ browser: 'chromium 150', commit: '0123456789abcdef', warmUp: 9 },
          ...{ count: 5000, started: '2026-11-29T06:00:00Z', seconds: 90, faults: [] },
          ...{ first: {}, last: { images: 2 }, growth: { images: 0.04, pageHeap: 0.25 } },
        },
      ],
    });
    expect(page).toContain('**1 of 2** faults');
    expect(page).toContain('- not run: a torn file (Files)\n- no test: no room (Live)');
    expect(page).toContain('`unit.json` is not counted');
    expect(page).toContain('| PNG | [h](../src/h.test.ts) | 300 | 1 to 300 | held |');
    expect(page).toContain('5 to 28 | **failed**');
    expect(page).toContain('0 pictures and 5,000 live frames');
    expect(page).toMatch(/live frames, wasm \| \+0\.250 \| not taken/);
    expect(page).toContain('| live frames, wasm | tiny | 0123456789 | 9 | 5,000 |');
    expect(page).toContain('| live frames, wasm | 0 (2) |');
    expect(page).toMatch(/live frames, webgpu; .*: Not run/);
  });

  it('fills in nothing where nothing was run', () => {
    const page = pageOf({ ...facts, runs: [], loads: [] });
    expect(page).toContain('**0 of 2** faults');
    expect(page.match(/Not run on this state of the code/g)).toHaveLength(6);
    expect(page).not.toContain('0 attempted');
    expect(page).not.toContain('| held |');
  });

  it('says that nothing was asked for only where the test of that has passed', () => {
    const requests = (state: 'passed' | 'failed') =>
      pageOf({
        ...facts,
        loads: [],
        runs: [
          {
            ...{ started: 0, report: 'e2e.json' },
            results: [{ file: 'e2e/requests.spec.ts', title: 'x', state, seeds: [] }],
          },
        ],
      });
    expect(requests('passed')).toContain('**0 attempted**');
    expect(requests('failed')).not.toContain('0 attempted');
  });
});

// npm run reliability: writes docs/reliability-figures.md from the reports of the last tests in test-results/.
//   npm run reliability -- --run unit,e2e,load    runs these first; `long` is all of test:long
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LOAD_CODE } from './growth.mjs';
import { ROOT, Stop, ensureInstalled, runMain, runNpm } from './prepare.mjs';
import { pageOf } from './reliability-page.mjs';
import { faultsIn, readRun } from './reliability-parts.mjs';

const PAGE = join(ROOT, 'docs/reliability-figures.md');
const RESULTS = join(ROOT, 'test-results');

/** What the tests depend on: a report that is older than these tells of other code. */
const CODE = [
  ...['src', 'e2e', 'public', 'models', 'scripts', ':!scripts/reliability*', 'index.html'],
  ...['vite.config.ts', 'playwright.config.ts', 'package-lock.json'],
];

/** @type {Record<string, () => boolean>} */
const STEPS = {
  unit: () => runNpm(['test', '--', '--only', 'unit']),
  e2e: () => runNpm(['test', '--', '--only', 'e2e']),
  load: () => runNpm(['run', 'test:long', '--', '--only', 'load']),
  long: () => runNpm(['run', 'test:long']),
};

await runMain(async () => {
  const { values } = parseArgs({ options: { run: { type: 'string' } } });
  ensureInstalled();
  const { format, resolveConfig } = await import('prettier');
  const wanted = values.run?.split(',') ?? [];
  const unknown = wanted.find((name) => !(name in STEPS));
  if (unknown) {
    throw new Stop(`“${unknown}” can't be run; there are ${Object.keys(STEPS).join(', ')}.`);
  }
  // What fails is in its report, so the others go on.
  for (const name of wanted) {
    if (!STEPS[name]?.()) console.warn(`\n${name} failed, and the page says so.\n`);
  }

  const changed = Number(git('log', '-1', '--format=%ct', '--', ...CODE)) * 1000;
  const reports = readAll(RESULTS).map(({ name, value }) => ({ name, run: readRun(value, ROOT) }));
  const runs = reports.flatMap(({ name, run }) => (run ? [{ ...run, report: name }] : []));
  const loads = readAll(join(RESULTS, 'load'));
  const isNew = (/** @type {number} */ started) => started >= changed;
  const isCurrent = (/** @type {any} */ load) =>
    load.commit ? isSame(load.commit, LOAD_CODE) : isNew(Date.parse(load.started));
  const text = pageOf({
    date: new Date().toISOString().slice(0, 10),
    commit: git('rev-parse', '--short=10', 'HEAD') + (isClean() ? '' : ', with changes'),
    machine: machine(),
    runs: runs.filter(({ started }) => isNew(started)),
    old: [
      ...runs.filter(({ started }) => !isNew(started)).map(({ report }) => report),
      ...loads.filter(({ value }) => !isCurrent(value)).map(({ name }) => `load/${name}`),
    ],
    faults: faultsIn(readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8')),
    loads: loads.map(({ value }) => value).filter(isCurrent),
  });
  writeFileSync(PAGE, await format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
  console.log(`Written: ${PAGE}`);
});

/** @param {string} folder @returns {{ name: string, value: any }[]} its JSON files */
function readAll(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({ name, value: JSON.parse(readFileSync(join(folder, name), 'utf8')) }));
}

/** @param {readonly string[]} args */
function git(...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Stop(`git: ${stderr}`);
  return stdout.trim();
}

/** Whether nothing of these paths changed since a commit. @param {string} commit @param {readonly string[]} paths */
function isSame(commit, paths) {
  const { status } = spawnSync('git', ['diff', '--quiet', commit, '--', ...paths], { cwd: ROOT });
  return status === 0;
}

/** Whether the code is as it was committed. */
function isClean() {
  return git('status', '--porcelain', '--untracked-files=no', '--', ...CODE) === '';
}

function machine() {
  const [{ model } = { model: 'unknown' }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} processors (${model.trim()}), ${memory} GiB, ${type()} ${release()}, Node ${process.versions.node}`;
}

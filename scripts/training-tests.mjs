// npm run test:training: the tests of training/, in a Python that has PyTorch. As many files at a time as there are
// processors: most of a file's time goes into starting Python, and into networks too small for several threads.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { aptInstall } from './apt.mjs';
import { ROOT, Stop, runMain } from './prepare.mjs';

// Debian's PyTorch without OpenBLAS multiplies matrices ten times slower.
const PACKAGES = ['python3-torch', 'python3-pil', 'python3-numpy', 'libopenblas0-pthread'];
const FOLDER = join(ROOT, 'training');
/** Each has PyTorch and its networks in memory. */
const MOST_AT_A_TIME = 4;

await runMain(async () => {
  const python = findPython() ?? (aptInstall(PACKAGES) ? findPython() : undefined);
  if (!python) {
    throw new Stop(
      'The tests of training/ need a Python with torch, numpy and PIL: install them, or name such a Python in PYTHON.',
    );
  }
  const bytes = (/** @type {string} */ file) => statSync(join(FOLDER, file)).size;
  // The last one to end should be a short one. How long a file is says roughly how long it takes.
  const waiting = readdirSync(FOLDER)
    .filter((file) => /^test_.*\.py$/.test(file))
    .toSorted((a, b) => bytes(b) - bytes(a));
  const sum = { files: 0, passed: 0, failed: 0, skipped: 0 };
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const { output, status } = await test(python, file);
      console.log(`── ${file}\n${output}`); // at once, so that two files do not mix their lines
      const { passed, failed, skipped } = countsIn(output);
      sum.passed += passed;
      sum.failed += failed;
      sum.skipped += skipped;
      if (status !== 0 || passed + failed + skipped === 0) sum.files += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(MOST_AT_A_TIME, availableParallelism()) }, work));
  console.log(`training: ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  if (sum.files > 0 || sum.passed === 0) throw new Stop('The tests of training/ failed.');
});

/**
 * Runs the tests of one file.
 * @param {string} python
 * @param {string} file in training/
 * @returns {Promise<{ output: string, status: number | null }>} all that it printed, and how it ended
 */
function test(python, file) {
  const args = ['-m', 'unittest', 'discover', '-s', 'training', '-p', file];
  // The other processors have files of their own. Threads that wait for each other there would take long.
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const child = spawn(python, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (status) => resolve({ output, status }));
  });
}

/**
 * @param {string} output whose closing lines are "Ran 12 tests in 3.4s", then "OK" or "FAILED (failures=1, errors=2,
 * skipped=3)"
 */
function countsIn(output) {
  const end = output.slice(output.lastIndexOf('\nRan '));
  const ran = Number(/^\nRan (\d+) tests?/.exec(end)?.[1] ?? 0);
  const count = (/** @type {string} */ what) =>
    Number(new RegExp(`\\b${what}=(\\d+)`).exec(end)?.[1] ?? 0);
  const failed = count('failures') + count('errors');
  const skipped = count('skipped');
  return { passed: ran - failed - skipped, failed, skipped };
}

/** The first Python that can import what training/ imports. */
function findPython() {
  const candidates = [process.env['PYTHON'], 'python3', '/usr/bin/python3', 'python'];
  return candidates.find(
    (python) => python && spawnSync(python, ['-c', 'import torch, numpy, PIL']).status === 0,
  );
}

// npm run test:training: the tests of training/, in a Python that has PyTorch.
import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.mjs';
import { ROOT, Stop, runMain } from './prepare.mjs';

// Debian's PyTorch without OpenBLAS multiplies matrices ten times slower.
const PACKAGES = ['python3-torch', 'python3-pil', 'python3-numpy', 'libopenblas0-pthread'];

await runMain(() => {
  const python = findPython() ?? (aptInstall(PACKAGES) ? findPython() : undefined);
  if (!python) {
    throw new Stop(
      'The tests of training/ need a Python with torch, numpy and PIL: install them, or name such a Python in PYTHON.',
    );
  }
  const args = ['-m', 'unittest', 'discover', '-s', 'training', '-p', 'test_*.py'];
  const { stderr, status } = spawnSync(python, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  process.stderr.write(stderr);

  // Its closing lines: "Ran 12 tests in 3.4s", then "OK" or "FAILED (failures=1, errors=2, skipped=3)".
  const ran = Number(/^Ran (\d+) tests?/m.exec(stderr)?.[1] ?? 0);
  const count = (/** @type {string} */ what) =>
    Number(
      new RegExp(`\\b${what}=(\\d+)`).exec(stderr.slice(stderr.lastIndexOf('\nRan ')))?.[1] ?? 0,
    );
  const failed = count('failures') + count('errors');
  const skipped = count('skipped');
  console.log(`training: ${ran - failed - skipped} passed, ${failed} failed, ${skipped} skipped`);
  if (status !== 0 || ran === 0) throw new Stop('The tests of training/ failed.');
});

/** The first Python that can import what training/ imports. */
function findPython() {
  const candidates = [process.env['PYTHON'], 'python3', '/usr/bin/python3', 'python'];
  return candidates.find(
    (python) => python && spawnSync(python, ['-c', 'import torch, numpy, PIL']).status === 0,
  );
}

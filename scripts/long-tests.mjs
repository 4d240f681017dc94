// npm run test:long: tries a hundred times as many wrong inputs as `npm test`, from a seed of the day; the headers on a
// real nginx; pictures through the browser's own decoders; hundreds of pictures and thousands of frames, with which
// nothing may grow; the page in WebKit; our WebGPU kernels in float16 on Mesa's Vulkan; and learning a style on GPUs that
// the processor emulates.
//   npm run test:long -- --percent 1000 --seed 1    ten times as much of all that
//   npm run test:long -- --percent 10 --only load   a tenth of the pictures and frames, and nothing else
//   npm run test:long -- --full --only load         as many frames on an emulated GPU as on the processor, for hours
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { aptInstall } from './apt.mjs';
import { lavapipeForDawn } from './lavapipe.mjs';
import { Stop, ensureBuilt, ensureInstalled, runMain, runNpm } from './prepare.mjs';
import { H264_PACKAGE, WEBKIT_PACKAGES, findMiniBrowser, hasH264 } from './webkit.mjs';

/**
 * Browser tests with a report of their own, which `npm run reliability` reads.
 * @param {string} report its name @param {readonly string[]} args for Playwright
 */
function runBrowserTests(report, ...args) {
  process.env['BRUSHLITE_REPORT'] = report;
  ensureBuilt();
  return runNpm(['run', 'e2e', '--', ...args]);
}

/** Unit tests of WebGPU in Node on Mesa's Vulkan. @param {string} tests */
function runOnLavapipe(tests) {
  const driver = lavapipeForDawn();
  if (!driver) throw new Stop('There is no lavapipe here. It is part of mesa-vulkan-drivers.');
  process.env['BRUSHLITE_LAVAPIPE'] = driver;
  const passed = runNpm(['run', 'unit', '--', tests, '--testTimeout=0']);
  delete process.env['BRUSHLITE_LAVAPIPE'];
  return passed;
}

/** By name, in their order. @type {Readonly<Record<string, () => void>>} */
const PARTS = {
  nginx: () => {
    if (!existsSync('/usr/sbin/nginx')) aptInstall(['nginx-light']);
    if (!runNpm(['run', 'unit', '--', 'scripts/nginx']))
      throw new Stop('nginx does not serve the page.');
  },
  pictures: () => {
    if (!runBrowserTests('long-pictures', '--project=chromium', 'hostile-files'))
      throw new Stop('A picture was not handled; its seed is above.');
  },
  load: () => {
    if (!runBrowserTests('long-load', '--project=long', 'load'))
      throw new Stop('Something grows with every picture; what it is stands above.');
  },
  webkit: () => {
    const packages = [...WEBKIT_PACKAGES, H264_PACKAGE];
    if (!findMiniBrowser() || !hasH264()) aptInstall(packages);
    if (!findMiniBrowser()) {
      console.warn(`\nNOT TESTED IN WEBKIT. It wants ${packages.join(', ')}.\n`);
    } else if (!runBrowserTests('long-webkit', '--project=webkit', '--project=long', 'webkit')) {
      throw new Stop('The page does not work in WebKit.');
    }
  },
  float16: () => {
    if (!runOnLavapipe('webgpu/float16'))
      throw new Stop('Our kernels do not paint right in float16.');
  },
  learning: () => {
    const failed = new Stop('A style is not learned right on a GPU.');
    if (!runOnLavapipe('learning/gradient')) throw failed;
    if (!runBrowserTests('long-learning', '--project=long', 'learning-gpu')) throw failed;
  },
  hostile: () => {
    const reporters = [
      ...['--reporter=default', '--reporter=json'],
      '--outputFile.json=test-results/long-hostile.json',
    ];
    // No test may stop for its time: so many inputs take hours.
    if (!runNpm(['run', 'unit', '--', 'hostile', '--testTimeout=0', ...reporters])) {
      throw new Stop('An input was not handled; its seed is above.');
    }
  },
};

await runMain(() => {
  const { values } = parseArgs({
    options: {
      percent: { type: 'string', default: '100' },
      seed: { type: 'string' },
      only: { type: 'string' },
      full: { type: 'boolean', default: false },
    },
  });
  const wanted = values.only?.split(',') ?? Object.keys(PARTS);
  const unknown = wanted.find((name) => !(name in PARTS));
  if (unknown)
    throw new Stop(`There is no part “${unknown}”; there are ${Object.keys(PARTS).join(', ')}.`);
  const seed = values.seed ?? String(Math.floor(Date.now() / 86_400_000) * 1_000_000);
  ensureInstalled();
  process.env['BRUSHLITE_LONG'] = '1';
  if (values.full) process.env['BRUSHLITE_FULL'] = '1';
  console.log(`Seeds from ${seed} on. The same again: npm run test:long -- --seed ${seed}`);
  process.env['BRUSHLITE_TRIES'] = values.percent;
  process.env['BRUSHLITE_SEED'] = seed;
  for (const [name, run] of Object.entries(PARTS)) if (wanted.includes(name)) run();
});

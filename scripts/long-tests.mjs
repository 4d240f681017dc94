// npm run test:long: tries a hundred times as many wrong inputs as `npm test`, from a seed of the day; the headers on a
// real nginx; pictures through the browser's own decoders; and the page
// in WebKit.
//   npm run test:long -- --times 1000 --seed 1
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { aptInstall } from './apt.mjs';
import { Stop, ensureBuilt, ensureInstalled, runMain, runNpm } from './prepare.mjs';
import { WEBKIT_PACKAGES, findMiniBrowser } from './webkit.mjs';

await runMain(() => {
  const { values } = parseArgs({
    options: { times: { type: 'string', default: '100' }, seed: { type: 'string' } },
  });
  const seed = values.seed ?? String(Math.floor(Date.now() / 86_400_000) * 1_000_000);
  ensureInstalled();
  if (!existsSync('/usr/sbin/nginx')) aptInstall(['nginx-light']);
  process.env['BRUSHLITE_LONG'] = '1';
  console.log(`Seeds from ${seed} on. The same again: npm run test:long -- --seed ${seed}`);
  process.env['BRUSHLITE_TRIES'] = values.times;
  process.env['BRUSHLITE_SEED'] = seed;
  if (!runNpm(['run', 'unit', '--', 'scripts/nginx']))
    throw new Stop('nginx does not serve the page.');
  ensureBuilt();
  const decoders = ['run', 'e2e', '--', '--project=chromium', 'hostile-files'];
  if (!runNpm(decoders)) throw new Stop('A picture was not handled; its seed is above.');
  if (!findMiniBrowser()) aptInstall(WEBKIT_PACKAGES);
  if (!findMiniBrowser()) {
    console.warn(`\nNOT TESTED IN WEBKIT. It wants ${WEBKIT_PACKAGES.join(', ')}.\n`);
  } else if (!runNpm(['run', 'e2e', '--', '--project=long'])) {
    throw new Stop('The page does not work in WebKit.');
  }
  // No test may stop for its time: so many inputs take hours.
  if (!runNpm(['run', 'unit', '--', 'hostile', '--testTimeout=0'])) {
    throw new Stop('An input was not handled; its seed is above.');
  }
});

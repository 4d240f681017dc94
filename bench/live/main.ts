/** npm run bench -- --live: the Live page's rate beside that of single pictures. See bench/README.md. */
import { join } from 'node:path';
import { runMain, ROOT } from '../../scripts/prepare.mjs';
import { serve } from '../../scripts/serve.mjs';
import { movingSquare } from '../../e2e/support/y4m.ts';
import { measureLive } from './measure.ts';
import { readLiveOptions } from './options.ts';
import { toTable } from './report.ts';

await runMain(async () => {
  const options = readLiveOptions(process.argv.slice(2));
  const file = join(ROOT, `node_modules/.cache/bench/camera-${options.camera.join('x')}.y4m`);
  const camera = movingSquare(file, options.camera);
  const server = await serve(0);
  try {
    for (const executor of options.executors) {
      const rounds = await measureLive(server.url, executor, camera, options);
      console.log(`\n${toTable(executor, rounds)}`);
    }
  } finally {
    server.close();
  }
});

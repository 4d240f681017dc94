/** Hundreds of pictures and thousands of frames on WebAssembly: nothing grows. `npm run test:long` runs it. */
import { withCamera } from '../support/live.ts';
import { test } from '../support/test.ts';
import { liveFrames, oneByOne, queued } from '../support/work.ts';
import { movingSquare } from '../support/y4m.ts';

const film = movingSquare('test-results/films/small.y4m', [48, 32], 8);
test.use({ launchOptions: await withCamera(film) });
test.describe.configure({ timeout: 0 });

test('pictures, one by one', async ({ stylize, page, browser }) => {
  await oneByOne(stylize, { page, browser, executor: 'wasm', usual: 200, warmUp: 40 });
});

test('pictures, in queues', async ({ stylize, page, browser }) => {
  await queued(stylize, { page, browser, executor: 'wasm', usual: 200, warmUp: 40 });
});

test('live frames', async ({ live, page, browser }) => {
  await liveFrames(live, { page, browser, executor: 'wasm', usual: 5000, warmUp: 500 });
});

/** Hundreds of pictures and thousands of frames on WebAssembly: nothing grows. `npm run test:long` runs it. */
import { withCamera } from '../support/live.ts';
import { test } from '../support/test.ts';
import { liveFrames, oneByOne, queued } from '../support/work.ts';
import { movingSquare } from '../support/y4m.ts';

const film = movingSquare('test-results/films/small.y4m', [48, 32], 8);
test.use({ launchOptions: await withCamera(film) });
test.describe.configure({ timeout: 0 });

const how = { executor: 'wasm', network: 'compressed' };

test('pictures, one by one', async ({ stylize, page, browser }) => {
  await oneByOne(stylize, { page, browser, ...how, usual: 200, warmUp: 40 });
});

test('pictures, in queues', async ({ stylize, page, browser }) => {
  await queued(stylize, { page, browser, ...how, usual: 200, warmUp: 40 });
});

test('live frames', async ({ live, page, browser }) => {
  await liveFrames(live, { page, browser, ...how, usual: 5000, warmUp: 500 });
});

test('ten minutes of live frames by the clock', async ({ live, page, browser }) => {
  await liveFrames(live, { page, browser, ...how, minutes: 10, usual: 0, warmUp: 100 });
});

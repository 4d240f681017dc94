/**
 * The same as load.spec.ts on an emulated GPU, with the smallest network. A frame takes it a second, and so there are
 * fewer frames, unless one asks for all: `npm run test:long -- --only load --full` takes hours.
 */
import { withCamera } from '../support/live.ts';
import { test } from '../support/test.ts';
import { liveFrames, oneByOne, queued } from '../support/work.ts';
import { movingSquare } from '../support/y4m.ts';

const film = movingSquare('test-results/films/small.y4m', [48, 32], 8);
test.use({ launchOptions: await withCamera(film, 'allow', 'gpu') });
test.describe.configure({ timeout: 0 });

const frames = process.env['BRUSHLITE_FULL'] ? 5000 : 500;

for (const executor of ['webgl', 'webgpu'] as const) {
  const how = { executor, id: executor === 'webgl' ? 'tfjs-webgl' : executor, network: 'tiny' };

  test(`pictures on ${executor}, one by one`, async ({ stylize, page, browser }) => {
    await oneByOne(stylize, { page, browser, ...how, usual: 200, warmUp: 40 });
  });

  test(`pictures on ${executor}, in queues`, async ({ stylize, page, browser }) => {
    await queued(stylize, { page, browser, ...how, usual: 200, warmUp: 40 });
  });

  test(`live frames on ${executor}`, async ({ live, page, browser }) => {
    await liveFrames(live, { page, browser, ...how, usual: frames, warmUp: 50 });
  });
}

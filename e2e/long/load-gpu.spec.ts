/** The same as load.spec.ts on an emulated GPU, which takes seconds for each picture: fewer of them. */
import { withCamera } from '../support/live.ts';
import { test } from '../support/test.ts';
import { liveFrames, oneByOne, queued } from '../support/work.ts';
import { movingSquare } from '../support/y4m.ts';

const film = movingSquare('test-results/films/small.y4m', [48, 32], 8);
test.use({ launchOptions: await withCamera(film, 'allow', 'gpu') });
test.describe.configure({ timeout: 0 });

for (const executor of ['webgl', 'webgpu'] as const) {
  const id = executor === 'webgl' ? 'tfjs-webgl' : executor;

  test(`pictures on ${executor}, one by one`, async ({ stylize, page, browser }) => {
    await oneByOne(stylize, { page, browser, executor, id, usual: 80, warmUp: 20 });
  });

  test(`pictures on ${executor}, in queues`, async ({ stylize, page, browser }) => {
    await queued(stylize, { page, browser, executor, id, usual: 80, warmUp: 20 });
  });

  test(`live frames on ${executor}`, async ({ live, page, browser }) => {
    await liveFrames(live, { page, browser, executor, id, usual: 200, warmUp: 50 });
  });
}

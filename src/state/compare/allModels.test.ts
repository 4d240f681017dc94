import { expect, it } from 'vitest';
import { realManifest, until } from '../testing/index.ts';
import { MEMORY, paintedPage } from './testing/page.ts';

const { models } = realManifest;

it('every model paints the photo, compared with the first; one that fails leaves the others', async () => {
  const { actions, engine, state, begun } = await paintedPage();
  const running = actions.runAllModels();
  // The two sides' pictures are there already.
  for (let job = 3; job <= models.length; job++) {
    const next = await begun(job);
    if (job === 4) next.fail(MEMORY);
    else next.finish();
  }
  await running;
  const { rows } = state();
  expect(rows.map(({ model }) => model)).toEqual(models.map(({ id }) => id));
  const failed = rows.filter(({ state: { status } }) => status === 'failed');
  expect(failed).toEqual([
    { model: engine.jobs[3]?.job.model, state: { status: 'failed', fault: MEMORY } },
  ]);
  expect(rows.filter(({ comparison }) => comparison)).toHaveLength(rows.length - 1);
  expect(engine.jobs).toHaveLength(models.length);
});

it('a model that can not be compared has painted all the same', async () => {
  const { actions, engine, pictures, state } = await paintedPage();
  engine.atOnce = true;
  pictures.compare.mockRejectedValueOnce(new Error('no memory'));
  await actions.runAllModels();
  const { rows } = state();
  expect(rows.every(({ state: { status } }) => status === 'done')).toBe(true);
  expect(rows.filter(({ comparison }) => comparison)).toHaveLength(rows.length - 1);
});

it('what was painted before painting every model is cancelled is compared', async () => {
  const { actions, state, begun } = await paintedPage();
  const running = actions.runAllModels();
  (await begun(3)).finish(); // the first row, which the others are compared with
  await begun(4);
  actions.cancel();
  await running;
  const painted = () => state().rows.filter(({ state: { status } }) => status === 'done');
  await until(() => painted().every(({ comparison }) => comparison));
  expect(painted()).toHaveLength(3);
});

it('painting every model goes on after another page was shown', async () => {
  const { actions, engine, state, begun } = await paintedPage();
  const running = actions.runAllModels();
  (await begun(3)).finish();
  await begun(4);
  actions.leave();
  await running;
  engine.atOnce = true;
  actions.enter();
  await until(() => state().rows.every(({ state: { status } }) => status === 'done'));
  // The one that was interrupted was begun twice.
  expect(engine.jobs).toHaveLength(models.length + 1);
});

it('painting every model can be cancelled, and is forgotten with another style', async () => {
  const { actions, state, begun } = await paintedPage();
  const running = actions.runAllModels();
  await begun(3);
  actions.cancel();
  await running;
  expect(state().rows).toHaveLength(models.length);
  expect(state().rows.some(({ state: { status } }) => status === 'running')).toBe(false);
  actions.choose({ style: 'udnie' });
  expect(state().rows).toEqual([]);
});

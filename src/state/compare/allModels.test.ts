import { expect, it } from 'vitest';
import { realManifest } from '../testing/index.ts';
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

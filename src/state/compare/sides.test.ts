import { describe, expect, it, vi } from 'vitest';
import { lastResult } from '../shared/index.ts';
import { deferred, idle } from '../testing/index.ts';
import { figuresOf, knownOf } from './figuresOf.ts';
import {
  comparePage,
  COMPRESSED,
  MEMORY,
  ORIGINAL,
  paintedPage,
  startedPage,
} from './testing/page.ts';
import { DEFAULT_COMPARISON } from './types.ts';

/** The Starry Night half way between soft and bold: its rows are 1 and 15 of the 28 in models/. */
const HALF_OF_THE_DEFAULT = Array.from({ length: 28 }, (_, row) => (row % 14 === 1 ? 0.5 : 0));

describe('a photo', () => {
  it('is painted by original float32 on the left and compressed float16 on the right, in turn', async () => {
    const { engine, state, statuses, begun, reached, compared } = await startedPage();
    await idle();
    expect(engine.jobs.map(({ job }) => job.model)).toEqual([ORIGINAL]);
    expect(statuses()).toEqual(['running', 'running']);
    engine.last.finish();
    const { job, finish } = await begun(2);
    expect(statuses()).toEqual(['done', 'running']);
    expect(job).toMatchObject({ model: COMPRESSED, style: HALF_OF_THE_DEFAULT });
    finish();
    await reached('done', 'done');
    await compared();
    expect(state().comparison).toMatchObject({ ssim: 0.9, psnr: 30, difference: 4 });
  });

  it('waits while another page is shown', async () => {
    const { actions, engine, openPhoto, begun, reached } = comparePage();
    await openPhoto();
    await idle();
    expect(engine.jobs).toHaveLength(0);
    actions.enter();
    const first = await begun(1);
    actions.leave();
    expect(first.signal?.aborted).toBe(true);
    await idle();
    expect(engine.jobs).toHaveLength(1);
    actions.enter();
    (await begun(2)).finish();
    (await begun(3)).finish();
    await reached('done', 'done');
  });

  it('that replaces another drops all that was painted and measured of it', async () => {
    const { sides, statuses, state, openPhoto, begun, reached } = await paintedPage();
    const before = lastResult(sides().left);
    await openPhoto('b.jpg');
    expect(statuses()).toEqual(['running', 'running']);
    expect(lastResult(sides().left)).toBeUndefined();
    expect(state().comparison).toBeUndefined();
    (await begun(3)).finish();
    await reached('done', 'running');
    expect(lastResult(sides().left)?.photo).not.toBe(before?.photo);
  });
});

describe('one side that fails', () => {
  it('says so, and the other one stays; it can be tried again', async () => {
    const { engine, sides, state, actions, begun, reached, compared } = await startedPage();
    engine.last.fail(MEMORY);
    (await begun(2)).finish();
    await reached('failed', 'done');
    expect(sides().left).toEqual({ status: 'failed', fault: MEMORY });
    expect(state().comparison).toBeUndefined();
    actions.paint('left');
    (await begun(3)).finish();
    await reached('done', 'done');
    await compared();
  });

  it('for the want of its executor does not keep the other one from painting', async () => {
    const { engine, actions, sides, openPhoto, begun, reached } = comparePage();
    engine.lacking.add('webgpu');
    actions.chooseSide('left', { executor: 'webgpu' });
    actions.enter();
    await openPhoto();
    (await begun(1)).finish();
    await reached('failed', 'done');
    expect(sides().left).toEqual({
      status: 'failed',
      fault: { code: 'engine/executor-missing', executor: 'webgpu' },
    });
  });

  it.each(['huge-float32', 'constructor'])('since the server lacks %s says so', async (model) => {
    const { actions, sides, state, begun, reached } = comparePage();
    const left = { model, executor: 'auto' } as const;
    actions.enter({ ...DEFAULT_COMPARISON, left, sample: 'city' });
    (await begun(1)).finish();
    await reached('failed', 'done');
    expect(sides().left).toMatchObject({ fault: { code: 'engine/unknown-model', model } });
    await vi.waitFor(() => expect(figuresOf(knownOf(state()))?.sides.right).toBeDefined());
    const figures = figuresOf(knownOf(state()));
    expect(figures?.sides.left).toBeUndefined();
    expect(figures?.sides.right).toMatchObject({ ms: 10, size: { weights: 363_712 } });
    expect(actions.report()).toBeUndefined();
  });
});

it('the times of single runs are compared only where both sides were painted together, in the same way', async () => {
  const { actions, state, begun, compared } = await paintedPage();
  const times = () => {
    const sides = figuresOf(knownOf(state()))?.sides;
    return [sides?.left?.ms, sides?.right?.ms];
  };
  await vi.waitFor(() => expect(times()).toEqual([10, 10]));
  actions.chooseSide('left', { boldness: 0 });
  (await begun(3)).finish();
  await compared();
  expect(times()).toEqual([undefined, undefined]);
  // The same settings again, but one was painted later.
  actions.chooseSide('right', { boldness: 0 });
  (await begun(4)).finish();
  await compared();
  expect(times()).toEqual([undefined, undefined]);
  actions.choose({ style: 'mondrian' });
  (await begun(5)).finish();
  (await begun(6)).finish();
  await compared();
  expect(times()).toEqual([10, 10]);
});

describe('a choice', () => {
  it('of a style is painted on both sides, and going back is instant', async () => {
    const page = await paintedPage();
    const { actions, engine, pictures, sides, statuses, begun, compared } = page;
    const first = sides();
    actions.choose({ style: 'udnie' });
    await begun(3);
    expect(statuses()).toEqual(['running', 'running']);
    expect(lastResult(sides().left)?.style).toBe('starry-night');
    actions.choose({ style: 'starry-night' });
    await compared();
    expect(sides().left).toEqual(first.left);
    expect(pictures.compare).toHaveBeenCalledOnce();
    await idle();
    expect(engine.jobs).toHaveLength(3);
  });

  it('drops what an older job still brings', async () => {
    const { actions, engine, sides, statuses, begun, reached } = await paintedPage();
    actions.choose({ size: 256 });
    await begun(3);
    actions.choose({ size: 1024 });
    const newest = await begun(4);
    engine.jobs[2]?.finish();
    await idle();
    expect(statuses()).toEqual(['running', 'running']);
    newest.finish();
    await reached('done', 'running');
    expect(lastResult(sides().left)?.size).toBe(1024);
  });

  it('of a view runs nothing', async () => {
    const { actions, engine, state } = await paintedPage();
    for (const view of ['side-by-side', 'difference', 'models', 'split'] as const) {
      actions.choose({ view });
    }
    await idle();
    expect(engine.jobs).toHaveLength(2);
    expect(state().comparison).toBeDefined();
  });

  it('of one side leaves the other', async () => {
    const { actions, sides, begun } = await paintedPage();
    const { right } = sides();
    actions.chooseSide('left', { model: 'original-uint8' });
    await begun(3);
    expect(sides().left.status).toBe('running');
    expect(sides().right).toBe(right);
  });

  it('can be cancelled, and the last paintings stay', async () => {
    const { actions, sides, statuses, begun } = await paintedPage();
    actions.choose({ style: 'udnie' });
    await begun(3);
    actions.cancel();
    await idle();
    expect(statuses()).toEqual(['cancelled', 'cancelled']);
    expect(lastResult(sides().right)?.style).toBe('starry-night');
    actions.paint();
    await begun(4);
    expect(statuses()).toEqual(['running', 'running']);
  });
});

describe('the sides', () => {
  it('swap without a run, and the comparison stays', async () => {
    const { actions, engine, sides, state } = await paintedPage();
    const { left, right } = sides();
    actions.swap();
    await idle();
    expect(sides()).toEqual({ left: right, right: left });
    expect(state().settings.left.model).toBe(COMPRESSED);
    expect(state().comparison).toBeDefined();
    expect(engine.jobs).toHaveLength(2);
  });

  it('swap while one is still being painted', async () => {
    const { actions, engine, sides, statuses, begun, reached, compared } = await startedPage();
    engine.last.finish();
    await begun(2);
    actions.swap();
    const again = await begun(3);
    expect(statuses()).toEqual(['running', 'done']);
    again.finish();
    await reached('done', 'done');
    expect(lastResult(sides().left)?.model).toBe(COMPRESSED);
    expect(lastResult(sides().right)?.model).toBe(ORIGINAL);
    await compared();
  });

  it('get one another’s settings, and then the same picture', async () => {
    const { actions, engine, sides, state } = await paintedPage();
    actions.copyToOther('right');
    await idle();
    expect(state().settings.left).toEqual(state().settings.right);
    expect(lastResult(sides().left)).toBe(lastResult(sides().right));
    expect(engine.jobs).toHaveLength(2);
  });

  it('do not get the comparison of others that comes late', async () => {
    const { actions, pictures, state, compared } = await paintedPage();
    const late = deferred();
    pictures.compare.mockImplementationOnce(async (a) => {
      await late.promise;
      return { ssim: 1, psnr: Infinity, difference: 0, map: a, mapEnd: 1 };
    });
    actions.copyToOther('right');
    await idle();
    expect(state().comparison).toBeUndefined();
    actions.chooseSide('left', { model: ORIGINAL });
    await compared();
    expect(state().comparison?.ssim).toBe(0.9);
    late.resolve();
    await idle();
    expect(state().comparison?.ssim).toBe(0.9);
  });
});

import { describe, expect, it } from 'vitest';
import { lastResult } from '../shared/index.ts';
import { until } from '../testing/index.ts';
import { COMPRESSED, MEMORY, ORIGINAL, paintedPage, startedPage } from './testing/page.ts';

/** Both sides are painted, and being timed: the engine's third job, with `runs` to come. */
async function measuringPage(runs = 3) {
  const page = await paintedPage();
  const measuring = page.actions.measure(runs);
  return { ...page, measuring, running: await page.begun(3) };
}

type Page = Awaited<ReturnType<typeof measuringPage>>;

/** Both sides are painted and timed. */
async function measuredPage() {
  const page = await paintedPage();
  page.engine.atOnce = true;
  await page.actions.measure(3);
  page.engine.atOnce = false;
  const figures = () => lastResult(page.state().benchmark);
  return { ...page, figures, first: figures() };
}

describe('measuring', () => {
  it('times both sides in turn, with their parts and layers, after what is being painted', async () => {
    const { actions, engine, state, statuses } = await startedPage();
    const measuring = actions.measure(3);
    expect(state().benchmark).toMatchObject({
      status: 'running',
      progress: { done: 0, total: 12 },
    });
    expect(engine.jobs).toHaveLength(1);
    engine.atOnce = true;
    engine.last.finish();
    await measuring;
    const { benchmark } = state();
    if (benchmark.status !== 'done') throw new Error(benchmark.status);
    const timed = engine.jobs.filter(({ job }) => job.measure === 'parts');
    expect(timed.map(({ job }) => job.model)).toEqual(
      Array.from({ length: 4 }, () => [ORIGINAL, COMPRESSED]).flat(),
    );
    expect(benchmark.result.left.runs).toHaveLength(3);
    expect(benchmark.result.left.runs[0]).toEqual({
      ...{ upload: 1, inference: 7, readback: 2 },
      ...{ draw: 1, total: 11 },
    });
    expect(benchmark.result.right.layers).toEqual({ conv1: 3 });
    expect(statuses()).toEqual(['done', 'done']);
  });

  it('is cancelled at once', async () => {
    const { actions, state, measuring, running } = await measuringPage();
    actions.cancelMeasure();
    await measuring;
    expect(state().benchmark).toEqual({ status: 'idle' });
    expect(running.signal?.aborted).toBe(true);
  });

  it('says which side failed, and both pictures stay', async () => {
    const { actions, state, statuses, measuring, running } = await measuringPage();
    running.fail(MEMORY);
    await measuring;
    expect(state().benchmark).toEqual({
      status: 'failed',
      fault: { code: 'compare/side', side: 'left', fault: MEMORY },
    });
    expect(statuses()).toEqual(['done', 'done']);
    actions.swap(); // then it is not the left one any more
    expect(state().benchmark).toEqual({ status: 'idle' });
  });

  it('is of these sides at this size: swapped with them, gone with others', async () => {
    const { actions, state, first } = await measuredPage();
    actions.swap();
    const { benchmark } = state();
    if (benchmark.status !== 'done') throw new Error(benchmark.status);
    expect(benchmark.result.right).toBe(first?.left);
    actions.choose({ size: 256 });
    expect(state().benchmark).toEqual({ status: 'cancelled' });
  });

  it('again keeps the last figures until there are new ones', async () => {
    const { actions, engine, state, begun, figures, first } = await measuredPage();
    expect(first).toBeDefined();
    const again = async () => {
      const before = engine.jobs.length;
      const measuring = actions.measure(3);
      const running = await begun(before + 1);
      expect(state().benchmark.status).toBe('running');
      expect(figures()).toBe(first);
      return { measuring, running };
    };
    const cancelled = await again();
    actions.cancelMeasure();
    await cancelled.measuring;
    expect(state().benchmark).toEqual({ status: 'done', result: first });
    const failed = await again();
    failed.running.fail(MEMORY);
    await failed.measuring;
    expect(state().benchmark).toMatchObject({ status: 'failed', previous: first });
    actions.swap();
    expect(figures()).toEqual({ left: first?.right, right: first?.left });
    engine.atOnce = true;
    await actions.measure(3);
    expect(figures()?.left.runs).not.toBe(first?.right.runs);
  });

  it('begins again when the page is shown again, from whichever other page', async () => {
    const { actions, state, measuring, engine, running } = await measuringPage();
    actions.leave();
    await measuring;
    expect(running.signal?.aborted).toBe(true);
    expect(state().benchmark).toEqual({ status: 'idle' });
    actions.leave();
    engine.atOnce = true;
    actions.enter();
    expect(state().benchmark.status).toBe('running');
    await until(() => state().benchmark.status === 'done');
    actions.leave();
    actions.enter();
    expect(state().benchmark.status).toBe('done');
  });

  it.each([
    ['another style', async ({ choices }: Page) => choices.choose({ style: 'udnie', mix: [] })],
    ['another photo', async ({ openPhoto }: Page) => openPhoto('b.jpg')],
  ])('that another page interrupted does not begin again with %s', async (_, change) => {
    const page = await measuringPage();
    page.actions.leave();
    await page.measuring;
    await change(page);
    page.actions.enter();
    expect(page.state().benchmark.status).not.toBe('running');
  });
});

describe('two measurements', () => {
  it.each([
    ['that of both sides', 'that of every engine', 'measureEngines', 'measure', 'benchmark'],
    ['that of every engine', 'that of both sides', 'measure', 'measureEngines', 'engines'],
  ] as const)('%s waits for %s, and says so', async (_, __, first, second, waiting) => {
    const { actions, engine, store, begun } = await paintedPage();
    const one = actions[first](3);
    const running = await begun(3);
    /** What the second one says of itself, in this order. */
    const seen: string[] = [];
    store.subscribe(({ [waiting]: now }) => {
      const phase = now.status === 'running' ? now.progress.phase : now.status;
      if (phase !== seen.at(-1)) seen.push(phase);
    });
    const other = actions[second](3);
    await until(() => seen.length > 0);
    expect(seen).toEqual(['waiting']);
    expect(engine.jobs).toHaveLength(3); // two of the sides, and the first one's
    engine.atOnce = true;
    running.finish();
    await Promise.all([one, other]);
    expect(seen).toEqual(['waiting', 'measuring', 'done']);
  });

  it('the one that waits is cancelled at once, and the other goes on', async () => {
    const { actions, engine, state, measuring, running } = await measuringPage();
    const all = actions.measureEngines(3);
    actions.cancelMeasureEngines();
    expect(state().engines).toEqual({ status: 'idle' });
    engine.atOnce = true;
    running.finish();
    await Promise.all([measuring, all]);
    expect(state().benchmark.status).toBe('done');
    expect(state().engines).toEqual({ status: 'idle' });
  });
});

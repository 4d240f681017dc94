import { describe, expect, it } from 'vitest';
import { watchTab } from '../shared/index.ts';
import { idle, WASM } from '../testing/index.ts';
import { runBenchmark, type TimedModel } from './benchmark.ts';
import type { BenchmarkProgress, SideId } from './types.ts';

/** A benchmark of two models on a clock that only they move. */
function setUp() {
  /** What ran, in order. */
  const log: string[] = [];
  const progress: BenchmarkProgress<SideId>[] = [];
  const aborter = new AbortController();
  const visible: { visibilityState: DocumentVisibilityState } = { visibilityState: 'visible' };
  const document = Object.assign(new EventTarget(), visible);
  const world = {
    ...{ log, progress, aborter },
    clock: 0,
    /** Called before each run ends. */
    meanwhile: (_run: string) => {},
    setHidden(hidden: boolean) {
      document.visibilityState = hidden ? 'hidden' : 'visible';
      document.dispatchEvent(new Event('visibilitychange'));
    },
    /** Time two models whose runs take so many milliseconds. */
    measure: (left: number, right: number, layerTime = (ms: number) => ms) =>
      runBenchmark({
        models: {
          left: timedModel('left', left, layerTime),
          right: timedModel('right', right, layerTime),
        },
        tab: watchTab(document),
        signal: aborter.signal,
        now: () => world.clock,
        onProgress: (now) => progress.push(now),
      }),
  };

  function timedModel(side: SideId, ms: number, layerTime: (ms: number) => number): TimedModel {
    const did = (what: string, took: number) => {
      aborter.signal.throwIfAborted();
      log.push(`${side} ${what}`);
      world.clock += took;
      world.meanwhile(log.at(-1) ?? '');
    };
    return {
      prepare: async () => {
        did('prepare', 60_000);
        return { downloadMs: 50_000, cached: false, warmUpMs: 10_000, weightBytes: 1 };
      },
      runOnce: async () => {
        did('run', ms);
        const run = { upload: 1, inference: ms - 3, readback: 1, draw: 1, total: ms };
        return { run, ranOn: WASM, peak: { bytes: 1000, of: 'heap' } };
      },
      runLayers: async () => {
        did('layers', ms);
        return { conv1: layerTime(ms) };
      },
    };
  }
  return world;
}

describe('a measured run', () => {
  it('warms both up, takes turns 20 times, and then as often by layer', async () => {
    const world = setUp();
    const sides = await world.measure(30, 10);
    expect(world.log).toEqual([
      ...['left prepare', 'left run', 'right prepare', 'right run'],
      ...Array.from({ length: 20 }, () => ['left run', 'right run']).flat(),
      ...Array.from({ length: 20 }, () => ['left layers', 'right layers']).flat(),
    ]);
    expect(sides.left.runs).toHaveLength(20);
    expect(sides.right.runs[19]).toEqual({
      upload: 1,
      inference: 7,
      readback: 1,
      draw: 1,
      total: 10,
    });
    expect(sides.left).toMatchObject({
      ranOn: WASM,
      download: { ms: 50_000, cached: false },
      warmUpMs: 10_000,
      peak: { bytes: 1000, of: 'heap' },
      layers: { conv1: 30 },
    });
  });

  it.each([
    [1000, 500, 6, 20_000],
    [1500, 500, 5, 20_000],
    [30_000, 9000, 3, 6 * 39_000],
  ])('of %i and %i ms has %i runs: 20 s, but at least 3', async (left, right, runs, most) => {
    const world = setUp();
    const sides = await world.measure(left, right);
    expect(sides.left.runs).toHaveLength(runs);
    expect(sides.right.runs).toHaveLength(runs);
    expect(world.progress.at(-1)).toMatchObject({ done: 4 * runs, total: 4 * runs });
    const afterWarmUp = world.clock - 120_000 - left - right;
    expect(afterWarmUp).toBeLessThanOrEqual(most);
  });

  it('has the median of each layer', async () => {
    const world = setUp();
    let slow = 0;
    const sides = await world.measure(30, 10, (ms) => ms + (slow++ % 10 === 0 ? 500 : 0));
    expect(sides.left.layers).toEqual({ conv1: 30 });
    expect(sides.right.layers).toEqual({ conv1: 10 });
  });

  it('ends early on a machine that gets slower', async () => {
    const world = setUp();
    world.meanwhile = () => (world.clock += 100 * world.log.length);
    const sides = await world.measure(30, 10);
    expect(sides.left.runs.length).toBeLessThan(20);
    expect(sides.left.runs).toHaveLength(sides.right.runs.length);
  });

  it('shows the runs as they come', async () => {
    const world = setUp();
    await world.measure(30, 10);
    expect(world.progress[0]).toEqual({ done: 0, total: 80, phase: 'measuring', measured: {} });
    const half = world.progress.find(({ done }) => done === 21);
    expect(half?.measured.left?.runs).toHaveLength(11);
    expect(half?.measured.right?.runs).toHaveLength(10);
  });
});

describe('a hidden tab', () => {
  it('pauses it, and the run that was under way is done again', async () => {
    const world = setUp();
    let hidden = 0;
    world.meanwhile = () => {
      if (world.log.length === 10) {
        hidden += 1;
        world.setHidden(true);
        world.clock += 5000;
      }
    };
    const measuring = world.measure(30, 10);
    await idle();
    expect(world.log).toHaveLength(10);
    expect(world.progress.at(-1)).toMatchObject({ phase: 'paused', done: 5 });
    world.setHidden(false);
    const sides = await measuring;
    expect(hidden).toBe(1);
    expect(world.log[10]).toBe(world.log[9]);
    expect(sides.left.runs).toHaveLength(20);
    expect(sides.right.runs).toHaveLength(20);
  });

  it('that comes back during a run spoils that run all the same', async () => {
    const world = setUp();
    world.meanwhile = () => {
      if (world.log.length !== 10) return;
      world.setHidden(true);
      world.setHidden(false);
    };
    await world.measure(30, 10);
    expect(world.log[10]).toBe(world.log[9]);
  });

  it('can be cancelled while it waits', async () => {
    const world = setUp();
    world.setHidden(true);
    const measuring = world.measure(30, 10);
    measuring.catch(() => {});
    await idle();
    world.aborter.abort(new Error('cancelled'));
    await expect(measuring).rejects.toThrow('cancelled');
    expect(world.log).toEqual([]);
  });

  it('begins nothing before it is shown', async () => {
    const world = setUp();
    world.setHidden(true);
    const measuring = world.measure(30, 10);
    await idle();
    expect(world.log).toEqual([]);
    expect(world.progress.at(-1)).toMatchObject({ phase: 'paused', done: 0 });
    world.setHidden(false);
    const sides = await measuring;
    expect(sides.left).toMatchObject({ download: { ms: 50_000 }, warmUpMs: 10_000 });
  });

  it('while a model gets ready leaves its download and warm-up without a figure', async () => {
    const world = setUp();
    world.meanwhile = (run) => {
      if (run !== 'left prepare') return;
      world.setHidden(true);
      world.setHidden(false);
    };
    const sides = await world.measure(30, 10);
    expect(world.log.filter((run) => run === 'left prepare')).toHaveLength(1); // a second time tells nothing
    expect(sides.left.download).toEqual({ cached: false });
    expect(sides.left.warmUpMs).toBeUndefined();
    expect(sides.left.runs).toHaveLength(20);
    expect(sides.right).toMatchObject({ download: { ms: 50_000 }, warmUpMs: 10_000 });
  });
});

it('cancel ends it at once', async () => {
  const world = setUp();
  world.meanwhile = () => {
    if (world.log.length === 9) world.aborter.abort(new Error('cancelled'));
  };
  await expect(world.measure(30, 10)).rejects.toThrow('cancelled');
  expect(world.log).toHaveLength(9);
});

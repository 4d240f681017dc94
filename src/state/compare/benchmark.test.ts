import { beforeEach, describe, expect, it } from 'vitest';
import { runBenchmark, type BenchmarkProgress, type Contestant } from './benchmark.ts';
import { watchTab } from './tab.ts';
import type { SideId } from './types.ts';

const WASM = { id: 'wasm', device: 'Processor', software: false } as const;

let clock: number;
/** What ran, in order. */
let log: string[];
let progress: BenchmarkProgress<SideId>[];
let document: EventTarget & { visibilityState: DocumentVisibilityState };
/** Called before each run ends. */
let meanwhile: (run: string) => void;
let aborter: AbortController;

beforeEach(() => {
  clock = 0;
  log = [];
  progress = [];
  document = Object.assign(new EventTarget(), { visibilityState: 'visible' as const });
  meanwhile = () => {};
  aborter = new AbortController();
});

const setHidden = (hidden: boolean) => {
  document.visibilityState = hidden ? 'hidden' : 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
};

function contestant(side: SideId, ms: number): Contestant {
  const did = (what: string, took: number) => {
    aborter.signal.throwIfAborted();
    log.push(`${side} ${what}`);
    clock += took;
    meanwhile(log.at(-1) ?? '');
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
      return { conv1: ms };
    },
  };
}

const measure = (left: number, right: number) =>
  runBenchmark({
    contestants: { left: contestant('left', left), right: contestant('right', right) },
    tab: watchTab(document),
    signal: aborter.signal,
    now: () => clock,
    onProgress: (now) => progress.push(now),
  });

/** One turn of the event loop: by then every promise that the fakes have resolved has been followed. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a measured run', () => {
  it('warms both up, takes turns 20 times, and ends with a run by layer', async () => {
    const sides = await measure(30, 10);
    expect(log).toEqual([
      ...['left prepare', 'left run', 'right prepare', 'right run'],
      ...Array.from({ length: 20 }, () => ['left run', 'right run']).flat(),
      ...['left layers', 'right layers'],
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
    [1000, 500, 12, 20_000],
    [2500, 1500, 4, 20_000],
    [30_000, 9000, 3, 4 * 39_000],
  ])('of %i and %i ms has %i runs: 20 s, but at least 3', async (left, right, runs, most) => {
    const sides = await measure(left, right);
    expect(sides.left.runs).toHaveLength(runs);
    expect(sides.right.runs).toHaveLength(runs);
    expect(progress.at(-1)).toMatchObject({ done: 2 * runs, total: 2 * runs });
    const afterWarmUp = clock - 120_000 - left - right;
    expect(afterWarmUp).toBeLessThanOrEqual(most);
  });

  it('ends early on a machine that gets slower', async () => {
    meanwhile = () => (clock += 100 * log.length);
    const sides = await measure(30, 10);
    expect(sides.left.runs.length).toBeLessThan(20);
    expect(sides.left.runs).toHaveLength(sides.right.runs.length);
  });

  it('shows the runs as they come', async () => {
    await measure(30, 10);
    expect(progress[0]).toEqual({ done: 0, total: 40, phase: 'measuring', measured: {} });
    const half = progress.find(({ done }) => done === 21);
    expect(half?.measured.left?.runs).toHaveLength(11);
    expect(half?.measured.right?.runs).toHaveLength(10);
  });
});

describe('a hidden tab', () => {
  it('pauses it, and the run that was under way is done again', async () => {
    let hidden = 0;
    meanwhile = () => {
      if (log.length === 10) {
        hidden += 1;
        setHidden(true);
        clock += 5000;
      }
    };
    const measuring = measure(30, 10);
    await settled();
    expect(log).toHaveLength(10);
    expect(progress.at(-1)).toMatchObject({ phase: 'paused', done: 5 });
    setHidden(false);
    const sides = await measuring;
    expect(hidden).toBe(1);
    expect(log[10]).toBe(log[9]);
    expect(sides.left.runs).toHaveLength(20);
    expect(sides.right.runs).toHaveLength(20);
  });

  it('that comes back during a run spoils that run all the same', async () => {
    meanwhile = () => {
      if (log.length !== 10) return;
      setHidden(true);
      setHidden(false);
    };
    await measure(30, 10);
    expect(log[10]).toBe(log[9]);
  });

  it('can be cancelled while it waits', async () => {
    setHidden(true);
    const measuring = measure(30, 10);
    measuring.catch(() => {});
    await settled();
    aborter.abort(new Error('cancelled'));
    await expect(measuring).rejects.toThrow('cancelled');
    expect(log).toEqual(['left prepare']);
  });
});

it('cancel ends it at once', async () => {
  meanwhile = () => {
    if (log.length === 9) aborter.abort(new Error('cancelled'));
  };
  await expect(measure(30, 10)).rejects.toThrow('cancelled');
  expect(log).toHaveLength(9);
});

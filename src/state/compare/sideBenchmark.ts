import { faultOf, type Tab } from '../shared/index.ts';
import { DEFAULT_RUNS, runBenchmark, type BenchmarkProgress } from './benchmark.ts';
import { contestant } from './contestant.ts';
import type { Draw } from './draw.ts';
import type { CompareStore } from './state.ts';
import type { Ready, Studio } from './studio.ts';
import type { Benchmark, SideId, SideMeasurement, Sides } from './types.ts';

/** What measuring needs of the page. */
export interface MeasuringNeeds {
  readonly store: CompareStore;
  readonly studio: Studio;
  readonly ready: () => Ready | undefined;
  readonly draw: Draw;
  readonly tab: Tab;
}

/** Times the two sides on the photo, when nothing else is being painted. */
export function createMeasuring({ store, studio, ready, draw, tab }: MeasuringNeeds) {
  const { getState: get, setState: set } = store;
  let job = new AbortController();

  async function measure(runs = DEFAULT_RUNS) {
    const now = ready();
    if (!now) return;
    job.abort();
    job = new AbortController();
    const { signal } = job;
    const tell = (benchmark: Benchmark) => !signal.aborted && set({ benchmark });
    const previous = lastMeasured(get().benchmark);
    const onProgress = ({ measured, ...progress }: BenchmarkProgress<SideId>) =>
      tell({ status: 'running', ...progress, sides: measured, previous });
    const start = { done: 0, total: 2 * runs, measured: {} };
    onProgress({ ...start, phase: 'waiting' });
    try {
      const sides = await studio.inTurn(signal, async () => {
        onProgress({ ...start, phase: 'measuring' });
        const { left, right, size } = now.settings;
        const picture = await studio.pictures.fit(now.photo.bitmap, size);
        const contestants = {
          left: contestant('left', left, now, picture, draw),
          right: contestant('right', right, now, picture, draw),
        };
        return runBenchmark({ contestants, tab, runs, signal, onProgress });
      });
      tell({ status: 'done', sides });
    } catch (error) {
      tell({ status: 'failed', problem: faultOf(error), previous });
    }
  }

  function cancel() {
    job.abort();
    const { benchmark } = get();
    if (benchmark.status === 'running') set({ benchmark: asBenchmark(benchmark.previous) });
  }

  /** The sides have changed places, and their figures go with them. */
  function swap() {
    job.abort();
    const last = lastMeasured(get().benchmark);
    // A problem would name the wrong side now.
    set({ benchmark: asBenchmark(last && { left: last.right, right: last.left }) });
  }

  /** What was measured is of other settings now. */
  function reset() {
    job.abort();
    set({ benchmark: { status: 'idle' } });
  }

  return { measure, cancel, swap, reset };
}

/** What was measured last with the present settings. */
export function lastMeasured(benchmark: Benchmark): Sides<SideMeasurement> | undefined {
  if (benchmark.status === 'idle') return undefined;
  return benchmark.status === 'done' ? benchmark.sides : benchmark.previous;
}

const asBenchmark = (sides: Sides<SideMeasurement> | undefined): Benchmark =>
  sides ? { status: 'done', sides } : { status: 'idle' };

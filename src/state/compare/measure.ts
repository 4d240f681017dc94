import type { Job, LoadFacts, RunUpdate, Stylizer } from '../../engine/index.ts';
import type { Pixels } from '../../picture/index.ts';
import { oneHot } from '../job.ts';
import { sentence } from '../sentence.ts';
import {
  DEFAULT_RUNS,
  runBenchmark,
  type BenchmarkProgress,
  type Contestant,
} from './benchmark.ts';
import type { Draw } from './draw.ts';
import type { CompareStore } from './state.ts';
import type { Ready, Studio } from './studio.ts';
import type { Tab } from './tab.ts';
import type { Benchmark, SideId, SideMeasurement, Sides } from './types.ts';

interface Needs {
  readonly store: CompareStore;
  readonly studio: Studio;
  readonly ready: () => Ready | undefined;
  readonly draw: Draw;
  readonly tab: Tab;
}

/** Times the two sides on the photo, when nothing else is being painted. */
export function createMeasuring({ store, studio, ready, draw, tab }: Needs) {
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
    const onProgress = (progress: BenchmarkProgress) =>
      tell({ status: 'running', ...progress, previous });
    onProgress({ done: 0, total: 2 * runs, paused: false, sides: {} });
    try {
      const sides = await studio.inTurn(signal, async () => {
        const picture = await studio.pictures.fit(now.photo.bitmap, now.settings.size);
        const contestants = {
          left: contestant('left', now, picture, draw),
          right: contestant('right', now, picture, draw),
        };
        return runBenchmark({ contestants, tab, runs, signal, onProgress });
      });
      tell({ status: 'done', sides });
    } catch (error) {
      tell({ status: 'failed', problem: sentence(error), previous });
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

const NAMES: Record<SideId, string> = { left: 'Left', right: 'Right' };

/** A side of the page for the benchmark; its problems say which side has them. */
function contestant(side: SideId, now: Ready, picture: Pixels, draw: Draw): Contestant {
  const { model, executor } = now.settings[side];
  const style = oneHot(now.settings.style, now.manifest);
  // Each time anew: a worker may have been replaced.
  const engine = () => now.engines.get(executor);

  async function run(measure: Job['measure'], signal: AbortSignal) {
    const job: Job = { model, style, picture, measure };
    for await (const update of (await engine()).run(job, signal)) {
      if (update.type === 'result') return update;
    }
    throw new Error('The painting did not arrive. Try again.');
  }

  async function named<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      throw new Error(`${NAMES[side]} side: ${sentence(error)}`, { cause: error });
    }
  }

  return {
    prepare: (signal) => named(signal, async () => load(await engine(), model, signal)),
    runOnce: (signal) =>
      named(signal, async () => {
        const result = await run('parts', signal);
        return {
          run: timed(result, draw(result.picture)),
          ranOn: result.executor,
          peak: result.peak,
        };
      }),
    runLayers: (signal) => named(signal, async () => (await run('layers', signal)).layers),
  };
}

async function load(stylizer: Stylizer, model: string, signal: AbortSignal): Promise<LoadFacts> {
  let facts: LoadFacts | undefined;
  for await (const progress of stylizer.load(model, signal)) facts = progress.facts ?? facts;
  if (facts) return facts;
  throw new Error('The network did not get ready. Try again.');
}

/** The engine's parts and the page's; the way of the pixels between the two is in neither. */
function timed({ ms, parts }: Extract<RunUpdate, { type: 'result' }>, draw: number) {
  const { upload, inference, readback } = parts ?? { upload: 0, inference: ms, readback: 0 };
  return { upload, inference, readback, draw, total: ms + draw };
}

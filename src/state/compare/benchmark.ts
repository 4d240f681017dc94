import type { ExecutorInfo, LoadFacts, Peak } from '../../engine/index.ts';
import type { Tab } from './tab.ts';
import { SIDES, type SideId, type SideMeasurement, type Sides, type TimedRun } from './types.ts';

/** A side, as the benchmark drives it. All throw the signal's reason once it is aborted. */
export interface Contestant {
  /** Download, compile and warm up, or tell how that went. */
  prepare(signal: AbortSignal): Promise<LoadFacts>;
  runOnce(signal: AbortSignal): Promise<MeasuredRun>;
  /** A run with a wait after each layer. */
  runLayers(signal: AbortSignal): Promise<SideMeasurement['layers']>;
}

export interface MeasuredRun {
  readonly run: TimedRun;
  readonly ranOn: ExecutorInfo;
  readonly peak?: Peak | undefined;
}

export interface BenchmarkProgress {
  readonly done: number;
  readonly total: number;
  readonly paused: boolean;
  readonly sides: Readonly<Partial<Record<SideId, SideMeasurement>>>;
}

export interface BenchmarkOptions {
  readonly contestants: Sides<Contestant>;
  readonly tab: Tab;
  /** Timed runs of each side, at the most. */
  readonly runs?: number;
  /** For all that comes after download and compilation. */
  readonly budgetMs?: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BenchmarkProgress) => void;
  /** Replaced in tests. */
  readonly now?: () => number;
}

export const DEFAULT_RUNS = 20;
const LEAST_RUNS = 3;
const BUDGET_MS = 20_000;

/**
 * Time two sides. Both are loaded and run once untimed, since the first run at a size compiles and
 * allocates. Then they take turns, so that heat and whatever else the machine does hit both alike; the
 * first pair says how many pairs fit into the budget. At the end one run of each is timed by layer.
 */
export async function runBenchmark(options: BenchmarkOptions): Promise<Sides<SideMeasurement>> {
  const { contestants, tab, signal, onProgress } = options;
  const { runs = DEFAULT_RUNS, budgetMs = BUDGET_MS, now = () => performance.now() } = options;
  const progress = { done: 0, total: 2 * runs, paused: false };
  const sides: Partial<Record<SideId, SideMeasurement>> = {};
  const tell = () => onProgress({ ...progress, sides: { ...sides } });
  let spent = 0;

  /** A browser slows a hidden page down: waits for it, and does again what was not seen to its end. */
  async function whileShown<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      if (tab.hidden()) {
        progress.paused = true;
        tell();
        await tab.shown(signal);
        progress.paused = false;
        tell();
      }
      signal.throwIfAborted();
      const before = tab.timesHidden();
      const start = now();
      const result = await work();
      if (tab.timesHidden() === before) {
        spent += now() - start;
        return result;
      }
    }
  }

  async function timePair() {
    for (const side of SIDES) {
      const { run, ranOn, peak } = await whileShown(() => contestants[side].runOnce(signal));
      const before = sides[side];
      if (before) sides[side] = { ...before, ranOn, peak, runs: [...before.runs, run] };
      progress.done += 1;
      tell();
    }
  }

  tell();
  for (const side of SIDES) {
    const { downloadMs: ms, cached, warmUpMs } = await contestants[side].prepare(signal);
    const { ranOn } = await whileShown(() => contestants[side].runOnce(signal));
    sides[side] = { ranOn, runs: [], download: { ms, cached }, warmUpMs };
  }
  spent = 0;
  await timePair();
  // The run by layer at the end takes about as long as a pair.
  const fitting = Math.floor(budgetMs / Math.max(spent, 1e-3)) - 1;
  progress.total = 2 * Math.min(runs, Math.max(LEAST_RUNS, fitting));
  tell();
  while (progress.done < progress.total) {
    // A machine that gets hot gets slow.
    if (progress.done >= 2 * LEAST_RUNS && spent > budgetMs) break;
    await timePair();
  }
  const finish = async (side: SideId): Promise<SideMeasurement> => {
    const layers = await whileShown(() => contestants[side].runLayers(signal));
    return { ...(sides[side] as SideMeasurement), layers };
  };
  return { left: await finish('left'), right: await finish('right') };
}

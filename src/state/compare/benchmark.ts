import type { ExecutorInfo, LoadFacts, Peak } from '../../engine/index.ts';
import type { Tab } from '../shared/index.ts';
import type { BenchmarkProgress, RunProgress, SideMeasurement, TimedRun } from './types.ts';

/** A model that is timed, as the benchmark drives it. All throw the signal's reason once it is aborted. */
export interface TimedModel {
  /** Download, compile and warm up, or tell how that went. */
  prepare(signal: AbortSignal): Promise<LoadFacts>;
  runOnce(signal: AbortSignal): Promise<MeasuredRun>;
  /** A run in which each layer is timed. */
  runLayers(signal: AbortSignal): Promise<SideMeasurement['layers']>;
}

export interface MeasuredRun {
  readonly run: TimedRun;
  readonly ranOn: ExecutorInfo;
  readonly peak?: Peak | undefined;
}

export interface BenchmarkOptions<Id extends string> {
  /** They take turns in this order. */
  readonly models: Readonly<Record<Id, TimedModel>>;
  readonly tab: Tab;
  /** Timed runs of each, at the most. */
  readonly runs?: number;
  /** For all that comes after download and compilation. */
  readonly budgetMs?: number;
  /** At the end one run of each by layer; default true. */
  readonly layers?: boolean;
  /** One that can't get ready is left out; without this all stop with it. */
  readonly onFailure?: (id: Id, error: unknown) => void;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BenchmarkProgress<Id>) => void;
  /** Replaced in tests. */
  readonly now?: () => number;
}

export const DEFAULT_RUNS = 20;
const LEAST_RUNS = 3;
const BUDGET_MS = 20_000;

/**
 * Time models. All are loaded and run once untimed, since the first run at a size compiles and
 * allocates. Then they take turns, so that heat and whatever else the machine does hit all alike; the
 * first round says how many fit into the budget.
 */
export async function runBenchmark<Id extends string>(
  options: BenchmarkOptions<Id>,
): Promise<Readonly<Record<Id, SideMeasurement>>> {
  const { models, tab, signal, onProgress, onFailure, layers = true } = options;
  const { runs = DEFAULT_RUNS, budgetMs = BUDGET_MS, now = () => performance.now() } = options;
  let ids = Object.keys(models) as Id[];
  const total = ids.length * runs;
  const progress = { done: 0, total, phase: 'measuring' as RunProgress['phase'] };
  const measured: Partial<Record<Id, SideMeasurement>> = {};
  const tell = () => onProgress({ ...progress, measured: { ...measured } });
  let spent = 0;

  /** A browser slows a hidden page down, so nothing begins there. */
  async function waitUntilShown() {
    if (tab.hidden()) {
      progress.phase = 'paused';
      tell();
      await tab.shown(signal);
      progress.phase = 'measuring';
      tell();
    }
    signal.throwIfAborted();
  }

  /** Does again what was not seen to its end. */
  async function whileShown<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      await waitUntilShown();
      const before = tab.timesHidden();
      const start = now();
      const result = await work();
      if (tab.timesHidden() === before) {
        spent += now() - start;
        return result;
      }
    }
  }

  async function timeRound() {
    for (const id of ids) {
      const { run, ranOn, peak } = await whileShown(() => models[id].runOnce(signal));
      const before = measured[id];
      if (before) measured[id] = { ...before, ranOn, peak, runs: [...before.runs, run] };
      progress.done += 1;
      tell();
    }
  }

  async function getReady(id: Id) {
    await waitUntilShown();
    const before = tab.timesHidden();
    const { downloadMs, cached, warmUpMs } = await models[id].prepare(signal);
    // A second time all is there already, so what was slowed down can't be measured again.
    const wasShown = tab.timesHidden() === before;
    const loading = wasShown
      ? { download: { ms: downloadMs, cached }, warmUpMs }
      : { download: { cached } };
    const { ranOn } = await whileShown(() => models[id].runOnce(signal));
    measured[id] = { ranOn, runs: [], ...loading };
  }

  tell();
  for (const id of ids) {
    try {
      await getReady(id);
    } catch (error) {
      signal.throwIfAborted();
      if (!onFailure) throw error;
      onFailure(id, error);
      tell();
    }
  }
  ids = ids.filter((id) => measured[id]);
  spent = 0;
  await timeRound();
  // The run by layer at the end takes about as long as a round.
  const fitting = Math.floor(budgetMs / Math.max(spent, 1e-3)) - 1;
  progress.total = ids.length * Math.min(runs, Math.max(LEAST_RUNS, fitting));
  tell();
  while (progress.done < progress.total) {
    // A machine that gets hot gets slow.
    if (progress.done >= ids.length * LEAST_RUNS && spent > budgetMs) break;
    await timeRound();
  }
  for (const id of layers ? ids : []) {
    const own = measured[id] as SideMeasurement;
    measured[id] = { ...own, layers: await whileShown(() => models[id].runLayers(signal)) };
  }
  return measured as Record<Id, SideMeasurement>;
}

import type { ExecutorInfo, LoadFacts, Peak } from '../../engine/index.ts';
import { median, type Tab } from '../shared/index.ts';
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

interface BenchmarkOptions<Id extends string> {
  /** They take turns in this order. */
  readonly models: Readonly<Record<Id, TimedModel>>;
  readonly tab: Tab;
  /** Timed runs of each, at the most. */
  readonly runs?: number;
  /** For all that comes after download and compilation. */
  readonly budgetMs?: number;
  /** Afterwards as many runs of each by layer; default true. */
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
  /** Timed runs of each, and perhaps as many by layer. */
  const passes = layers ? 2 : 1;
  const progress = {
    done: 0,
    total: ids.length * runs * passes,
    phase: 'measuring' as RunProgress['phase'],
  };
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
  // A run by layer takes about as long as another one.
  const fitting = Math.floor(budgetMs / (passes * Math.max(spent, 1e-3)));
  let rounds = Math.min(runs, Math.max(LEAST_RUNS, fitting));
  progress.total = ids.length * rounds * passes;
  tell();
  let round = 1;
  while (round < rounds) {
    // A machine that gets hot gets slow.
    if (round >= LEAST_RUNS && spent > budgetMs / passes) break;
    await timeRound();
    round += 1;
  }
  rounds = round;
  progress.total = ids.length * rounds * passes;
  if (layers) await timeLayers(rounds);
  return measured as Record<Id, SideMeasurement>;

  /** As many runs as those that were timed as a whole: of one run a busy machine can make anything. */
  async function timeLayers(rounds: number) {
    const timed: Partial<Record<Id, Layers[]>> = {};
    for (let round = 0; round < rounds; round++) {
      for (const id of ids) {
        const found = await whileShown(() => models[id].runLayers(signal));
        (timed[id] ??= []).push(found ?? {});
        progress.done += 1;
        tell();
      }
    }
    for (const id of ids) {
      const own = measured[id];
      const layers = medians(timed[id] ?? []);
      if (own && Object.keys(layers).length > 0) measured[id] = { ...own, layers };
    }
  }
}

type Layers = NonNullable<SideMeasurement['layers']>;

/** @returns the median of each layer's times, in milliseconds; only of layers that every run has */
function medians(runs: readonly Layers[]): Layers {
  const [first = {}] = runs;
  const names = Object.keys(first).filter((name) => runs.every((run) => name in run));
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name] ?? 0))]));
}

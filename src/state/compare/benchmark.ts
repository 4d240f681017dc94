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
  const { runs = DEFAULT_RUNS, budgetMs = BUDGET_MS, layers = true } = options;
  /** Timed runs of each, and perhaps as many by layer, each of which takes about as long. */
  const passes = layers ? 2 : 1;
  const benchmark = new Benchmark(options);
  benchmark.plan(runs * passes);
  await benchmark.getReady();
  const begun = benchmark.spent;
  const spent = () => benchmark.spent - begun;
  await benchmark.timeRound();
  const fitting = Math.floor(budgetMs / (passes * Math.max(spent(), 1e-3)));
  const wanted = Math.min(runs, Math.max(LEAST_RUNS, fitting));
  benchmark.plan(wanted * passes);
  let rounds = 1;
  // A machine that gets hot gets slow: then fewer fit.
  while (rounds < wanted && (rounds < LEAST_RUNS || spent() <= budgetMs / passes)) {
    await benchmark.timeRound();
    rounds += 1;
  }
  benchmark.plan(rounds * passes);
  if (layers) await benchmark.timeLayers(rounds);
  return benchmark.measured as Record<Id, SideMeasurement>;
}

/** Models that are timed in turn, and what was measured of them so far. */
class Benchmark<Id extends string> {
  readonly measured: Partial<Record<Id, SideMeasurement>> = {};
  /** Milliseconds of all runs, as far as they count. */
  spent = 0;
  private ids: readonly Id[];
  private readonly now: () => number;
  private readonly progress = { done: 0, total: 0, phase: 'measuring' as RunProgress['phase'] };

  constructor(private readonly options: BenchmarkOptions<Id>) {
    this.ids = Object.keys(options.models) as Id[];
    this.now = options.now ?? (() => performance.now());
  }

  /** So many runs of each are to come in all. */
  plan(runs: number): void {
    this.progress.total = this.ids.length * runs;
    this.tell();
  }

  /** Load each, and run it once. One that fails is left out from then on, if the options allow that. */
  async getReady(): Promise<void> {
    for (const id of this.ids) {
      try {
        await this.prepare(id);
      } catch (error) {
        this.options.signal.throwIfAborted();
        if (!this.options.onFailure) throw error;
        this.options.onFailure(id, error);
        this.tell();
      }
    }
    this.ids = this.ids.filter((id) => this.measured[id]);
  }

  private async prepare(id: Id) {
    const { models, tab, signal } = this.options;
    await this.waitUntilShown();
    const before = tab.timesHidden();
    const { downloadMs, cached, warmUpMs } = await models[id].prepare(signal);
    // A second time all is there already, so what was slowed down can't be measured again.
    const wasShown = tab.timesHidden() === before;
    const loading = wasShown
      ? { download: { ms: downloadMs, cached }, warmUpMs }
      : { download: { cached } };
    const { ranOn } = await this.whileShown(() => models[id].runOnce(signal));
    this.measured[id] = { ranOn, runs: [], ...loading };
  }

  /** One timed run of each. */
  async timeRound(): Promise<void> {
    const { models, signal } = this.options;
    for (const id of this.ids) {
      const { run, ranOn, peak } = await this.whileShown(() => models[id].runOnce(signal));
      const before = this.measured[id];
      if (before) this.measured[id] = { ...before, ranOn, peak, runs: [...before.runs, run] };
      this.step();
    }
  }

  /** As many runs by layer as those that were timed as a whole: of one run a busy machine can make anything. */
  async timeLayers(rounds: number): Promise<void> {
    const { models, signal } = this.options;
    const timed: Partial<Record<Id, Layers[]>> = {};
    for (let round = 0; round < rounds; round++) {
      for (const id of this.ids) {
        const found = await this.whileShown(() => models[id].runLayers(signal));
        (timed[id] ??= []).push(found ?? {});
        this.step();
      }
    }
    for (const id of this.ids) {
      const own = this.measured[id];
      const layers = medians(timed[id] ?? []);
      if (own && Object.keys(layers).length > 0) this.measured[id] = { ...own, layers };
    }
  }

  private step() {
    this.progress.done += 1;
    this.tell();
  }

  private tell() {
    this.options.onProgress({ ...this.progress, measured: { ...this.measured } });
  }

  /** A browser slows a hidden page down, so nothing begins there. */
  private async waitUntilShown() {
    const { tab, signal } = this.options;
    if (tab.hidden()) {
      this.progress.phase = 'paused';
      this.tell();
      await tab.shown(signal);
      this.progress.phase = 'measuring';
      this.tell();
    }
    signal.throwIfAborted();
  }

  /** Does again what was not seen to its end. */
  private async whileShown<T>(work: () => Promise<T>): Promise<T> {
    const { tab } = this.options;
    for (;;) {
      await this.waitUntilShown();
      const before = tab.timesHidden();
      const start = this.now();
      const result = await work();
      if (tab.timesHidden() === before) {
        this.spent += this.now() - start;
        return result;
      }
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

import type { ExecutorInfo, ModelId } from '../../engine/index.ts';
import { sentence } from '../sentence.ts';
import { runBenchmark, type BenchmarkProgress, type Contestant } from './benchmark.ts';
import { contestant } from './contestant.ts';
import type { Draw } from './draw.ts';
import type { CompareStore } from './state.ts';
import type { Ready, Studio } from './studio.ts';
import type { Tab } from './tab.ts';
import type { SideMeasurement } from './types.ts';

/** A model on an executor of this browser. */
export interface EngineRow {
  readonly id: string;
  readonly executor: ExecutorInfo;
  readonly model: ModelId;
  /** So far, while it runs. */
  readonly measured?: SideMeasurement | undefined;
  /** Why it was left out. */
  readonly problem?: string | undefined;
}

/**
 * Both sides' models on everything that this browser can run them with. `previous` was measured with the
 * present settings, too, and stays until new figures replace it.
 */
export type EnginesBenchmark =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running';
      readonly rows: readonly EngineRow[];
      readonly done: number;
      readonly total: number;
      /** The tab is hidden, where browsers slow pages down: it waits. */
      readonly paused: boolean;
      readonly previous?: readonly EngineRow[] | undefined;
    }
  | { readonly status: 'done'; readonly rows: readonly EngineRow[] }
  | {
      readonly status: 'failed';
      readonly problem: string;
      readonly previous?: readonly EngineRow[] | undefined;
    };

const RUNS = 10;
/** The slowest of them take seconds. */
const BUDGET_MS = 30_000;

interface Needs {
  readonly store: CompareStore;
  readonly studio: Studio;
  readonly ready: () => Ready | undefined;
  readonly draw: Draw;
  readonly tab: Tab;
}

/** Times all executors in turn, when one asks for it. One that can't paint this leaves the others. */
export function createEnginesMeasuring({ store, studio, ready, draw, tab }: Needs) {
  const { getState: get, setState: set } = store;
  let job = new AbortController();

  async function measure(runs = RUNS) {
    const now = ready();
    const executors = realExecutors();
    if (!now || !executors) return;
    job.abort();
    job = new AbortController();
    const { signal } = job;
    const tell = (engines: EnginesBenchmark) => !signal.aborted && set({ engines });
    const previous = lastRows(get().engines);
    let rows = rowsOf(now, executors);
    const total = rows.length * runs;
    const running = { status: 'running', done: 0, total, paused: false, previous } as const;
    tell({ ...running, rows });
    try {
      await studio.inTurn(signal, async () => {
        const picture = await studio.pictures.fit(now.photo.bitmap, now.settings.size);
        const contestants: Record<string, Contestant> = {};
        for (const { id, model, executor } of rows) {
          const own = contestant(undefined, { model, executor: executor.id }, now, picture, draw);
          try {
            await own.prepare(signal);
            await own.runOnce(signal); // the first one at this size is where memory ends
            contestants[id] = own;
          } catch (error) {
            signal.throwIfAborted();
            rows = withRow(rows, id, { problem: sentence(error) });
            tell({ ...running, rows });
          }
        }
        const onProgress = ({ measured, ...progress }: BenchmarkProgress<string>) =>
          tell({ ...running, ...progress, rows: withMeasured(rows, measured) });
        const options = { contestants, tab, runs, budgetMs: BUDGET_MS, layers: false };
        tell({
          status: 'done',
          rows: withMeasured(rows, await runBenchmark({ ...options, signal, onProgress })),
        });
      });
    } catch (error) {
      tell({ status: 'failed', problem: sentence(error), previous });
    }
  }

  /** Undefined until the browser has been asked. Emulated GPUs take minutes, and tell nothing. */
  function realExecutors() {
    const { connection } = get();
    if (connection.status !== 'connected') return undefined;
    return connection.capabilities?.available.filter(({ software }) => !software);
  }

  function cancel() {
    job.abort();
    const { engines } = get();
    if (engines.status !== 'running') return;
    const rows = engines.previous;
    set({ engines: rows ? { status: 'done', rows } : { status: 'idle' } });
  }

  /** What was measured is of other settings now. */
  function reset() {
    job.abort();
    set({ engines: { status: 'idle' } });
  }

  return { measure, cancel, reset };
}

function lastRows(engines: EnginesBenchmark): readonly EngineRow[] | undefined {
  if (engines.status === 'idle') return undefined;
  return engines.status === 'done' ? engines.rows : engines.previous;
}

function rowsOf({ settings: { left, right } }: Ready, executors: readonly ExecutorInfo[]) {
  const models = [...new Set([left.model, right.model])];
  return models.flatMap((model) =>
    executors.map((executor): EngineRow => ({ id: `${model} on ${executor.id}`, model, executor })),
  );
}

const withRow = (rows: readonly EngineRow[], id: string, changes: Partial<EngineRow>) =>
  rows.map((row) => (row.id === id ? { ...row, ...changes } : row));

const withMeasured = (
  rows: readonly EngineRow[],
  measured: Readonly<Partial<Record<string, SideMeasurement>>>,
) => rows.map((row) => ({ ...row, measured: measured[row.id] }));

import {
  executorOf,
  isChosen,
  type Capabilities,
  type ExecutorChoice,
  type ExecutorInfo,
  type ModelId,
} from '../../engine/index.ts';
import { faultOf, type AppFault } from '../shared/index.ts';
import { borrow } from './borrow.ts';
import { runBenchmark, type BenchmarkProgress } from './benchmark.ts';
import { contestant } from './contestant.ts';
import type { MeasuringNeeds } from './sideBenchmark.ts';
import type { Ready } from './studio.ts';
import { SIDES, type RunProgress, type SideMeasurement } from './types.ts';

/** A model on an executor of this browser. */
export interface EngineRow {
  readonly id: string;
  readonly executor: ExecutorInfo;
  readonly model: ModelId;
  /** So far, while it runs. */
  readonly measured?: SideMeasurement | undefined;
  /** Why it was left out. */
  readonly problem?: AppFault | undefined;
}

/**
 * Both sides' models on everything that this browser can run them with. `previous` was measured with the
 * present settings, too, and stays until new figures replace it.
 */
export type EnginesBenchmark =
  | { readonly status: 'idle' }
  | (RunProgress & {
      readonly status: 'running';
      readonly rows: readonly EngineRow[];
      readonly previous?: readonly EngineRow[] | undefined;
    })
  | { readonly status: 'done'; readonly rows: readonly EngineRow[] }
  | {
      readonly status: 'failed';
      readonly problem: AppFault;
      readonly previous?: readonly EngineRow[] | undefined;
    };

const RUNS = 10;
/** The slowest of them take seconds. */
const BUDGET_MS = 30_000;

/** Times all executors in turn, when one asks for it. One that can't paint this leaves the others. */
export function createEnginesMeasuring({ store, studio, ready, draw, tab }: MeasuringNeeds) {
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
    const rows = rowsOf(now, executors);
    const problems: Record<string, AppFault> = {};
    const withFigures = (measured: BenchmarkProgress<string>['measured']) =>
      rows.map((row) => ({ ...row, measured: measured[row.id], problem: problems[row.id] }));
    const onProgress = ({ measured, ...progress }: BenchmarkProgress<string>) =>
      tell({ status: 'running', ...progress, rows: withFigures(measured), previous });
    const start = { done: 0, total: rows.length * runs, measured: {} };
    onProgress({ ...start, phase: 'waiting' });
    const lent: Ready = { ...now, engines: borrow(now.engines, isOnASide) };
    const time = async () => {
      onProgress({ ...start, phase: 'measuring' });
      const picture = await studio.pictures.fit(now.photo.bitmap, now.settings.size);
      const contestants = Object.fromEntries(
        rows.map(({ id, model, executor }) => [
          id,
          contestant(undefined, { model, executor: executor.id }, lent, picture, draw),
        ]),
      );
      return runBenchmark({
        ...{ contestants, tab, runs, budgetMs: BUDGET_MS, layers: false, signal, onProgress },
        onFailure: (id, error) => (problems[id] = faultOf(error)),
      });
    };
    try {
      // Given back before it is another's turn, who may want the same ones.
      const measured = await studio.inTurn(signal, () => time().finally(lent.engines.dispose));
      tell({ status: 'done', rows: withFigures(measured) });
    } catch (error) {
      tell({ status: 'failed', problem: faultOf(error), previous });
    }
  }

  /** Undefined until the browser has been asked. */
  function realExecutors() {
    const { connection } = get();
    if (connection.status !== 'connected') return undefined;
    return connection.capabilities?.available.filter(({ software }) => !software);
  }

  function isOnASide(executor: ExecutorChoice) {
    const { settings } = get();
    return SIDES.some((side) => {
      const choice = settings[side].executor;
      return choice !== 'auto' && isChosen(choice, executorOf(executor));
    });
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

/** What was measured last with the present settings. */
export function lastRows(engines: EnginesBenchmark): readonly EngineRow[] | undefined {
  if (engines.status === 'idle') return undefined;
  return engines.status === 'done' ? engines.rows : engines.previous;
}

/** The executors that are not measured: a reason, or none for emulated GPUs, which take minutes and tell nothing. */
export function leftOut({ available, missing }: Capabilities) {
  const emulated = available.filter(({ software }) => software);
  return [...emulated.map(({ id }) => ({ id, reason: undefined })), ...missing];
}

function rowsOf({ settings: { left, right } }: Ready, executors: readonly ExecutorInfo[]) {
  const models = [...new Set([left.model, right.model])];
  return models.flatMap((model) =>
    executors.map((executor): EngineRow => ({ id: `${model} on ${executor.id}`, model, executor })),
  );
}

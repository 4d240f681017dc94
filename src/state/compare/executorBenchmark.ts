import {
  executorOf,
  isChosen,
  type Capabilities,
  type ExecutorChoice,
  type ExecutorInfo,
} from '../../engine/index.ts';
import { createTask, faultOf, type AppFault } from '../shared/index.ts';
import { runBenchmark } from './benchmark.ts';
import { borrow } from './borrow.ts';
import type { PaintInputs } from './sidePainter.ts';
import type { ComparePart } from './state.ts';
import { timedModel } from './timedModel.ts';
import { SIDES, type BenchmarkProgress, type EngineRow, type RunProgress } from './types.ts';

const RUNS = 10;
/** The slowest of them take seconds. */
const BUDGET_MS = 30_000;

/** Times all executors in turn, when one asks for it. One that can't paint this leaves the others. */
export function createExecutorBenchmark({ store, painter, inputs, draw, tab }: ComparePart) {
  const { getState: get, setState: set } = store;
  const task = createTask<readonly EngineRow[], RunProgress & { rows: readonly EngineRow[] }>(
    (engines) => set({ engines }),
  );

  async function measure(runs = RUNS) {
    const now = inputs();
    const executors = realExecutors();
    if (!now || !executors) return;
    const rows = rowsOf(now, executors);
    const faults: Record<string, AppFault> = {};
    const withFigures = (measured: BenchmarkProgress<string>['measured']) =>
      rows.map((row) => ({ ...row, measured: measured[row.id], problem: faults[row.id] }));
    const start = { done: 0, total: rows.length * runs, rows: withFigures({}) };
    const lent: PaintInputs = { ...now, engines: borrow(now.engines, isOnASide) };
    await task.start({ ...start, phase: 'waiting' }, (signal, tell) => {
      const time = async () => {
        tell({ ...start, phase: 'measuring' });
        const picture = await painter.pictures.fit(now.photo.bitmap, now.settings.size);
        const models = Object.fromEntries(
          rows.map(({ id, model, executor }) => [
            id,
            timedModel(undefined, { model, executor: executor.id }, lent, picture, draw),
          ]),
        );
        const measured = await runBenchmark({
          ...{ models, tab, runs, budgetMs: BUDGET_MS, layers: false, signal },
          onProgress: ({ measured, ...progress }) =>
            tell({ ...progress, rows: withFigures(measured) }),
          onFailure: (id, error) => (faults[id] = faultOf(error)),
        });
        return withFigures(measured);
      };
      // Given back before it is another's turn, who may want the same ones.
      return painter.inTurn(signal, () => time().finally(lent.engines.dispose));
    });
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

  /** Stop for now. @returns what begins it again; undefined where nothing was running */
  const suspend = () => task.suspend(() => void measure());

  // Cancelled, the earlier figures are shown again.
  return { measure, cancel: task.giveUp, suspend, outdate: task.outdate };
}

/** The executors that are not measured: a reason, or none for emulated GPUs, which take minutes and tell nothing. */
export function leftOut({ available, missing }: Capabilities) {
  const emulated = available.filter(({ software }) => software);
  return [...emulated.map(({ id }) => ({ id, reason: undefined })), ...missing];
}

function rowsOf({ settings: { left, right } }: PaintInputs, executors: readonly ExecutorInfo[]) {
  const models = [...new Set([left.model, right.model])];
  return models.flatMap((model) =>
    executors.map((executor): EngineRow => ({ id: `${model} on ${executor.id}`, model, executor })),
  );
}

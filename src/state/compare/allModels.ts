import type { ModelId } from '../../engine/index.ts';
import { createTask, faultOf, lastResult } from '../shared/index.ts';
import type { PaintInputs } from './sidePainter.ts';
import type { ComparePart } from './state.ts';
import type { ModelRow } from './types.ts';

/** Paints the photo with every model of the manifest, one after another. */
export function createAllModels({ store, painter, inputs }: ComparePart) {
  const { getState: get, setState: set } = store;
  const task = createTask<readonly ModelRow[], readonly ModelRow[]>((state) => {
    if (state.status === 'idle') set({ rows: [] });
    else if (state.status === 'running') set({ rows: state.progress });
    else if (state.status === 'done') set({ rows: state.result });
    else set({ rows: get().rows.map(stopped) });
  });

  async function runAll() {
    const now = inputs();
    if (!now) return;
    const all = now.manifest.models.map(
      ({ id }) => ({ model: id, state: { status: 'idle' } }) as const,
    );
    await task.start(all, async (signal, tell) => {
      let rows: readonly ModelRow[] = all;
      for (const { id } of now.manifest.models) {
        await run(id, now, signal, (changes) => {
          rows = rows.map((row) => (row.model === id ? { ...row, ...changes } : row));
          tell(rows);
        });
      }
      return rows;
    });
  }

  /** Paint one row. One that fails leaves the others. */
  async function run(
    model: ModelId,
    now: PaintInputs,
    signal: AbortSignal,
    tell: (changes: Partial<ModelRow>) => void,
  ) {
    try {
      const choice = { model, executor: 'auto' } as const;
      if (!painter.known(now, choice)) {
        tell({ state: { status: 'running', progress: { phase: 'prepare' } } });
      }
      const outcome = await painter.paint(now, choice, signal, (progress) =>
        tell({ state: { status: 'running', progress } }),
      );
      tell({ state: { status: 'done', result: outcome } });
      const [first] = get().rows;
      const reference = first && lastResult(first.state);
      if (reference) tell({ comparison: await painter.compare(reference, outcome) });
    } catch (error) {
      signal.throwIfAborted();
      tell({ state: { status: 'failed', fault: faultOf(error) } });
    }
    signal.throwIfAborted();
  }

  return { runAll, cancel: task.cancel, reset: task.reset };
}

const stopped = (row: ModelRow): ModelRow =>
  row.state.status === 'running' ? { ...row, state: { status: 'cancelled' } } : row;

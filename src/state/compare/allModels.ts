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

  /** Show what the sides have painted by now, without painting anything. */
  async function collect() {
    const now = inputs();
    if (!now || task.state().status === 'running') return;
    const { rows: before } = get();
    const rows = now.manifest.models.map(({ id }): ModelRow => {
      const row = before.find(({ model }) => model === id);
      const outcome = painter.knownOf(now, id);
      if (!outcome) return row ?? { model: id, state: { status: 'idle' } };
      if (row?.state.status === 'done' && row.state.result === outcome) return row;
      return { model: id, state: { status: 'done', result: outcome } };
    });
    task.set({ status: 'done', result: rows });
    const [first] = rows;
    const reference = first && lastResult(first.state);
    for (const { model, state } of rows) {
      const outcome = lastResult(state);
      if (!reference || !outcome) continue;
      const comparison = await painter.compare(reference, outcome).catch(() => undefined);
      if (task.state().status === 'running') return;
      const current = get().rows;
      const isHere = current.some(
        (row) => row.model === model && lastResult(row.state) === outcome,
      );
      if (!isHere || lastResult(current[0]?.state ?? state) !== reference) return;
      task.set({
        status: 'done',
        result: current.map((row) => (row.model === model ? { ...row, comparison } : row)),
      });
    }
  }

  async function runAll() {
    const now = inputs();
    if (!now) return;
    const all = now.manifest.models.map(({ id }): ModelRow => {
      const outcome = painter.knownOf(now, id);
      return {
        model: id,
        state: outcome ? { status: 'done', result: outcome } : { status: 'idle' },
      };
    });
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
      const before = painter.knownOf(now, model);
      if (!before) tell({ state: { status: 'running', progress: { phase: 'prepare' } } });
      const outcome =
        before ??
        (await painter.paint(now, choice, signal, (progress) =>
          tell({ state: { status: 'running', progress } }),
        ));
      tell({ state: { status: 'done', result: outcome } });
      const [first] = get().rows;
      const reference = first && lastResult(first.state);
      if (!reference) return;
      // A row without figures of likeness is better than none.
      const comparison = await painter.compare(reference, outcome).catch(() => undefined);
      tell({ comparison });
    } catch (error) {
      signal.throwIfAborted();
      tell({ state: { status: 'failed', fault: faultOf(error) } });
    }
    signal.throwIfAborted();
  }

  /** Stop. What is painted by now is compared all the same. */
  function cancel() {
    if (task.state().status !== 'running') return;
    task.cancel();
    void collect();
  }

  /** Stop for now. @returns what goes on with it; undefined where nothing was running */
  function suspend() {
    if (task.state().status !== 'running') return undefined;
    task.cancel();
    return () => void runAll();
  }

  return { runAll, collect, cancel, suspend, reset: task.reset };
}

const stopped = (row: ModelRow): ModelRow =>
  row.state.status === 'running' ? { ...row, state: { status: 'cancelled' } } : row;

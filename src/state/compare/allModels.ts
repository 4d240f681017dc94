import type { ModelId } from '../../engine/index.ts';
import { faultOf } from '../shared/index.ts';
import { lastOutcome } from './sides.ts';
import type { CompareStore } from './state.ts';
import type { Ready, Studio } from './studio.ts';
import type { ModelRow } from './types.ts';

interface Needs {
  readonly store: CompareStore;
  readonly studio: Studio;
  readonly ready: () => Ready | undefined;
}

/** Paints the photo with every model of the manifest, one after another. */
export function createModels({ store, studio, ready }: Needs) {
  const { getState: get, setState: set } = store;
  let job = new AbortController();

  function update(model: ModelId, changes: Partial<ModelRow>) {
    set({ rows: get().rows.map((row) => (row.model === model ? { ...row, ...changes } : row)) });
  }

  async function runAll() {
    const now = ready();
    if (!now) return;
    job.abort();
    job = new AbortController();
    const { signal } = job;
    set({ rows: now.manifest.models.map(({ id }) => ({ model: id, state: { status: 'empty' } })) });
    for (const { id } of now.manifest.models) {
      // One that fails leaves the others.
      if (!signal.aborted) await run(id, now, signal);
    }
  }

  async function run(model: ModelId, now: Ready, signal: AbortSignal) {
    const choice = { model, executor: 'auto' } as const;
    const tell = (changes: Partial<ModelRow>) => !signal.aborted && update(model, changes);
    try {
      const outcome = await studio.paint(now, choice, signal, (progress) =>
        tell({ state: { status: 'running', progress } }),
      );
      tell({ state: { status: 'shown', outcome } });
      const [first] = get().rows;
      const reference = first && lastOutcome(first.state);
      if (reference && !signal.aborted)
        tell({ comparison: await studio.compare(reference, outcome) });
    } catch (error) {
      tell({ state: { status: 'failed', problem: faultOf(error) } });
    }
  }

  function cancel() {
    job.abort();
    for (const { model, state } of get().rows) {
      if (state.status === 'running') update(model, { state: { status: 'cancelled' } });
    }
  }

  /** What was painted is of other settings now. */
  function reset() {
    job.abort();
    set({ rows: [] });
  }

  return { runAll, cancel, reset };
}

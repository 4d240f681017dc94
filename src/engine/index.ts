/** The engine, which runs networks on pictures: all of it that other folders import. */
import { createWorkerStylizer } from './client.ts';
import { filesFromWorker } from './export/client.ts';
import type { ModelFile } from './export/files.ts';
import { enginesOf, type Engines } from './engines.ts';
import type { ModelEntry } from './manifest.ts';
import type { Stylizer, StylizerOptions } from './stylizer.ts';

export type { ModelFile } from './export/files.ts';
export type { Engines } from './engines.ts';
export { fetchManifest, fetchModelList } from './manifest.ts';
export type { Manifest, ModelEntry, ModelId, OwnRows, StyleEntry } from './manifest.ts';
export { sharesOf } from './rowMix.ts';
export type { RowMix } from './rowMix.ts';
export { hasBoldness, rowCount, styleMix } from './styleRows.ts';
export { frameSize } from './host/frames.ts';
export { EngineProblem, isLost } from './problems.ts';
export type { EngineFault } from './problems.ts';
export {
  EXECUTOR_CHOICES,
  EXECUTORS,
  executorOf,
  isChosen,
  REFERENCE_EXECUTOR,
} from './executors/index.ts';
export type { ExecutorChoice, ExecutorId } from './executors/index.ts';
export * from './learning/index.ts';
export type * from './stylizer.ts';
export { paintTiles, sampleStatistics } from './tiles.ts';
export type { LargeJob, TileSize } from './tiles.ts';

/** A Stylizer that works off the page's thread. */
function createStylizer(options: StylizerOptions): Stylizer {
  return createWorkerStylizer(
    options,
    () => new Worker(new URL('./host/worker.ts', import.meta.url), { type: 'module' }),
  );
}

/** Stylizers on several executors, each in a worker of its own. The options are those of `auto`. */
export function createEngines(options: StylizerOptions): Engines {
  return enginesOf(options, createStylizer);
}

/**
 * A model as a TensorFlow.js graph model, as ONNX and as TensorFlow Lite, written off the page's thread. `base`: the
 * address of the models' folder, with a slash at the end. Rejects with EngineProblem, or with the signal's reason once it
 * is aborted.
 */
export function exportModel(
  entry: ModelEntry,
  base: string,
  signal?: AbortSignal,
): Promise<ModelFile[]> {
  return filesFromWorker(
    { entry, base },
    () => new Worker(new URL('./export/export.worker.ts', import.meta.url), { type: 'module' }),
    signal,
  );
}

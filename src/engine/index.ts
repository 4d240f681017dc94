/** The door of the engine: what runs networks on pictures. Nothing else of it is imported outside. */
import { createWorkerStylizer } from './client.ts';
import type { Manifest } from './manifest.ts';
import type { ExecutorId, Stylizer } from './stylizer.ts';

export { fetchManifest } from './manifest.ts';
export type { Manifest, ModelEntry, ModelId, StyleEntry } from './manifest.ts';
export { EngineProblem } from './problem.ts';
export type * from './stylizer.ts';

export interface StylizerOptions {
  readonly manifest: Manifest;
  /** Address of the folder that the manifest is in, with a slash at the end. */
  readonly base: string;
  /** Use this executor where the browser has it. */
  readonly executor?: ExecutorId | undefined;
}

/** A Stylizer that works off the page's thread. */
export function createStylizer({ manifest, base, executor }: StylizerOptions): Stylizer {
  return createWorkerStylizer(
    { type: 'start', manifest, base, forced: executor },
    () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  );
}

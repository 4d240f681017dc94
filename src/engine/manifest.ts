import { EngineProblem } from './problems.ts';

/** `<network>-<precision>`, such as `compressed-float16`. */
export type ModelId = string;

/** One entry of models/manifest.json. */
export interface ModelEntry {
  readonly id: ModelId;
  readonly network: string;
  readonly title: string;
  readonly precision: 'float32' | 'float16' | 'uint8';
  /** model.json, relative to the manifest. */
  readonly path: string;
  /** Of model.json. */
  readonly sha256: string;
  /** SHA-256 of each shard, by its path beside model.json: all files can be asked for at once. */
  readonly shards: Readonly<Record<string, string>>;
  /** model.json and its shards together. */
  readonly bytes: number;
  readonly weights: number;
  readonly card: string;
}

export interface StyleEntry {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly year: string;
  /** A picture painted by the network in this style, relative to the manifest. */
  readonly thumbnail: string;
}

/** What can be run. `styles` are in the order of the models' rows. */
export interface Manifest {
  readonly version: 1;
  readonly default: ModelId;
  readonly styles: readonly StyleEntry[];
  readonly models: readonly ModelEntry[];
}

/** Fetch models/manifest.json. `base` is the address of its folder, with a slash at the end. */
export async function fetchManifest(base: string): Promise<Manifest> {
  // Asked for each time: an older copy would name files that are gone, or lack what this page reads.
  const url = new URL('manifest.json', base);
  const response = await fetch(url, { cache: 'no-cache' }).catch(() => undefined);
  if (!response?.ok) {
    throw new EngineProblem({ code: 'engine/manifest-not-downloaded' });
  }
  const manifest = (await response.json().catch(() => ({}))) as Partial<Manifest>;
  const { version, models, styles } = manifest;
  const complete = models?.length && styles?.length && models.every(({ shards }) => shards);
  if (version !== 1 || !complete) {
    throw new EngineProblem({ code: 'engine/manifest-unreadable' });
  }
  return manifest as Manifest;
}

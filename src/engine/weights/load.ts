import {
  convolutions,
  currentSpec,
  weightsName,
  weightsShape,
  type NetworkSpec,
} from '../../network/index.ts';
import { whileItArrives } from '../../loading/index.ts';
import type { ModelEntry } from '../manifest.ts';
import { EngineProblem } from '../problems.ts';
import { rowCount } from '../styleRows.ts';
import type { LoadProgress } from '../stylizer.ts';
import { decodeWeights, type Weight } from './decode.ts';
import { download, joined } from './download.ts';
import { parseModelFile } from './modelFile.ts';

/** A network with its weights, ready for an executor. */
export interface LoadedModel {
  readonly id: string;
  readonly spec: NetworkSpec;
  /** Style rows. */
  readonly styles: number;
  /** `<convolution>/weights` as weightsShape has them, and `/scale` and `/shift` [styles, out] of normalized ones. */
  readonly weights: ReadonlyMap<string, Weight>;
  /** All of its files came from the page's own cache. */
  readonly cached: boolean;
}

/** Bytes that a model's decoded weights take. */
export function weightBytes({ weights }: LoadedModel): number {
  return [...weights.values()].reduce((sum, { values }) => sum + values.byteLength, 0);
}

/**
 * Download a model, verify it and decode its weights.
 * Throws EngineProblem: it did not arrive, or is not whole; or the signal's reason once that is aborted.
 */
export async function loadModel(
  entry: ModelEntry,
  base: string,
  onProgress: (progress: LoadProgress) => void,
  signal?: AbortSignal,
): Promise<LoadedModel> {
  let loaded = 0;
  const tell = (more?: Pick<LoadProgress, 'stalled'>) =>
    onProgress({
      ...{ stage: 'download', loaded: Math.min(loaded, entry.bytes), total: entry.bytes },
      ...more,
    });
  const url = new URL(entry.path, base).href;
  // All files at once: one that waits for another costs a round trip more.
  const [json, ...shards] = await whileItArrives(
    (watched) => {
      const onBytes = (count: number) => {
        loaded += count;
        watched.arrived();
        tell();
      };
      const file = { onBytes, signal: watched.signal };
      return Promise.all([
        download({ ...file, url, sha256: entry.sha256 }),
        ...Object.entries(entry.shards).map(async ([path, sha256]) => ({
          ...(await download({ ...file, url: new URL(path, url).href, sha256 })),
          path,
        })),
      ]);
    },
    { signal, onStalled: () => tell({ stalled: true }) },
  );
  const model = parseModelFile(json.bytes);
  const { networkSpec, styles } = model.userDefinedMetadata;
  const spec = currentSpec(networkSpec);
  const weights = new Map<string, Weight>();
  for (const group of model.weightsManifest) {
    const files = group.paths.flatMap((path) => shards.filter((shard) => shard.path === path));
    const [only, ...more] = files.map(({ bytes }) => bytes);
    const bytes =
      only && more.length === 0 ? only : joined(files.map(({ bytes }) => new Uint8Array(bytes)));
    for (const [name, weight] of decodeWeights(group.weights, bytes)) weights.set(name, weight);
  }
  const cached = [json, ...shards].every((file) => file.cached);
  const rows = rowCount(styles);
  checkShapes(spec, rows, weights);
  return { id: entry.id, spec, styles: rows, weights, cached };
}

function checkShapes(spec: NetworkSpec, styles: number, weights: ReadonlyMap<string, Weight>) {
  for (const conv of convolutions(spec)) {
    const row = [styles, conv.outputs];
    const rows = { [`${conv.name}/scale`]: row, [`${conv.name}/shift`]: row };
    const shapes = { [weightsName(conv)]: weightsShape(conv), ...(conv.normalized && rows) };
    for (const [name, shape] of Object.entries(shapes)) {
      if (String(weights.get(name)?.shape) !== String(shape)) {
        throw new EngineProblem({ code: 'engine/model-incomplete', weight: name });
      }
    }
  }
}

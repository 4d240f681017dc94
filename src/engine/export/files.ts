import { whileItArrives } from '../../loading/index.ts';
import { download } from '../weights/download.ts';
import type { ModelEntry } from '../manifest.ts';
import { EngineProblem } from '../problems.ts';
import { exportedModel, type ModelJson } from './exported.ts';
import { toOnnx } from './onnx.ts';
import { toTflite } from './tflite.ts';

/** A file, with slashes in its name where it lies in a folder. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a model is asked for as. */
export interface ExportRequest {
  readonly entry: ModelEntry;
  /** Address of the folder that the entry's paths begin at, with a slash at the end. */
  readonly base: string;
}

/**
 * A model's own files, which are a TensorFlow.js graph model, and the same network as ONNX (float32) and as TensorFlow
 * Lite (in the precision of the model). From the page's cache, or downloaded.
 *
 * @throws EngineProblem or LoadingProblem where they do not arrive or are damaged, or the signal's reason once it is aborted
 */
export async function modelFiles(
  { entry, base }: ExportRequest,
  signal?: AbortSignal,
): Promise<ModelFile[]> {
  const url = new URL(entry.path, base).href;
  const [json, ...shards] = await whileItArrives(
    (watched) => {
      const file = { onBytes: watched.arrived, signal: watched.signal };
      return Promise.all([
        download({ ...file, url, sha256: entry.sha256 }),
        ...Object.entries(entry.shards).map(async ([name, sha256]) => ({
          ...(await download({ ...file, url: new URL(name, url).href, sha256 })),
          name,
        })),
      ]);
    },
    { signal },
  );
  const [shard, ...more] = shards;
  // training/ writes one.
  if (!shard || more.length > 0) throw new EngineProblem({ code: 'engine/model-mismatched' });
  const model = exportedModel(
    JSON.parse(new TextDecoder().decode(json.bytes)) as ModelJson,
    shard.bytes,
  );
  const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;
  return [
    { name: 'tfjs/model.json', bytes: new Uint8Array(json.bytes) },
    { name: `tfjs/${shard.name}`, bytes: new Uint8Array(shard.bytes) },
    { name: `${entry.id}.onnx`, bytes: own(toOnnx(model)) },
    { name: `${entry.id}.tflite`, bytes: own(toTflite(model)) },
  ];
}

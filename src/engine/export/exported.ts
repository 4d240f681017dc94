import { convolutions, currentSpec, type NetworkSpec } from '../../network/index.ts';
import { EngineProblem } from '../problems.ts';
import { decodeWeights } from '../weights/decode.ts';
import type { WeightEntry } from '../weights/modelFile.ts';

/** The instance norm's, as in training/model.py. */
export const EPSILON = 1e-5;
/** What files name as their maker: that of training/, since they are the same bytes. */
export const PRODUCER = 'brushlite training/export.py';

/** A trained tensor, as numbers and as it is stored. */
export interface ExportedWeight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
  readonly stored: 'float32' | 'float16' | 'uint8';
  readonly bytes: Uint8Array;
  /** With uint8: the step between two numbers, of which 128 is zero. */
  readonly scale?: number | undefined;
}

/** A model that is written as a file of another format. */
export interface ExportedModel {
  readonly spec: NetworkSpec;
  /** Rows of the styles. */
  readonly rows: number;
  readonly weights: ReadonlyMap<string, ExportedWeight>;
  /** Text for the file's metadata, by key. */
  readonly texts: Readonly<Record<string, string>>;
}

/** What is read of a model.json: it was checked by whoever downloaded it. */
export interface ModelJson {
  readonly userDefinedMetadata: { readonly networkSpec: NetworkSpec; readonly styles: object };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly WeightEntry[];
  }[];
}

const BYTES = { float32: 4, float16: 2, uint8: 1 };

/**
 * @param json a model.json
 * @param shard the bytes of its only shard
 * @throws EngineProblem `model-mismatched` where the two do not belong together
 */
export function exportedModel(json: ModelJson, shard: ArrayBuffer): ExportedModel {
  const { networkSpec, styles } = json.userDefinedMetadata;
  const spec = currentSpec(networkSpec);
  const entries = json.weightsManifest.flatMap((group) => group.weights);
  const decoded = decodeWeights(entries, shard);
  const weights = new Map<string, ExportedWeight>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of entries) {
    const stored = (quantization?.dtype ?? dtype) as keyof typeof BYTES;
    // Constants of the graph may be int32, which has four bytes, too.
    const length = shape.reduce((all, side) => all * side, BYTES[stored] ?? 4);
    const values = decoded.get(name)?.values;
    const bytes = new Uint8Array(shard, offset, length);
    if (values && isPlain(quantization)) {
      weights.set(name, { shape, values, stored, bytes, scale: quantization?.scale });
    }
    offset += length;
  }
  // The other formats have no such storage.
  for (const [name, { shape, values }] of decoded) {
    if (weights.has(name)) continue;
    weights.set(name, { shape, values, stored: 'float32', bytes: bytesOf(values) });
  }
  const first = convolutions(spec).find(({ normalized }) => normalized);
  const rows = weights.get(`${first?.name}/scale`)?.shape[0];
  if (rows === undefined) throw new EngineProblem({ code: 'engine/model-mismatched' });
  return { spec, rows, weights, texts: textsOf(spec, styles) };
}

/** Whether 128 is zero, where a number takes a byte. */
const isPlain = (quantization: WeightEntry['quantization']) =>
  quantization?.dtype !== 'uint8' || quantization.min === -128 * (quantization.scale ?? 1);

/** What every exported file says of its model. */
export const textsOf = (spec: NetworkSpec, styles: object) => ({
  networkSpec: pythonJson(spec),
  styles: pythonJson(styles),
});

/** JSON as Python's `json.dumps` spaces it, so that both make the same bytes. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(
    ([key, part]) => `${JSON.stringify(key)}: ${pythonJson(part)}`,
  );
  return `{${parts.join(', ')}}`;
}

/** @returns a weight by its name; throws EngineProblem `model-incomplete` where the model lacks it */
export function weightOf({ weights }: ExportedModel, name: string): ExportedWeight {
  const found = weights.get(name);
  if (!found) throw new EngineProblem({ code: 'engine/model-incomplete', weight: name });
  return found;
}

type Numbers = Float32Array | Uint16Array | Int8Array;

/** @returns an array of `shape` with its axes in the order of `axes`, as NumPy's transpose makes it */
export function transposed<T extends Numbers>(
  values: T,
  shape: readonly number[],
  axes: readonly number[],
): T {
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((all, side) => all * side, 1),
  );
  const sides = axes.map((axis) => shape[axis] ?? 1);
  const steps = axes.map((axis) => strides[axis] ?? 1);
  const out = values.slice() as T;
  const at = sides.map(() => 0);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = values[from] as number;
    for (let axis = sides.length - 1; axis >= 0; axis--) {
      const [step, side] = [steps[axis] as number, sides[axis] as number];
      from += step;
      if (++at[axis]! < side) break;
      at[axis] = 0;
      from -= step * side;
    }
  }
  return out;
}

/** The bytes of numbers, with the low byte first, as every machine that runs browsers has them. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

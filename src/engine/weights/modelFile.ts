import * as v from 'valibot';
import type { NetworkSpec } from '../../network/index.ts';
import { EngineProblem } from '../problems.ts';

const name = v.pipe(v.string(), v.nonEmpty());
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const side = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A wrong one must not fill the memory with a number for each row. */
const row = v.pipe(side, v.maxValue(9999));

/** A NetworkSpec; src/network/spec.ts says what each part means. */
const networkSpec = v.object({
  id: name,
  title: v.string(),
  description: v.string(),
  input: positive,
  layers: v.pipe(
    v.array(
      v.object({
        name,
        kind: v.picklist(['conv', 'residual']),
        kernel: v.pipe(
          positive,
          v.check((kernel) => kernel % 2 === 1),
        ),
        out: positive,
        stride: v.exactOptional(positive),
        upsample: v.exactOptional(positive),
        activation: v.exactOptional(v.picklist(['relu', 'sigmoid', 'none'])),
        shift: v.exactOptional(positive),
        rank: v.exactOptional(positive),
        separable: v.exactOptional(v.boolean()),
        shares: v.exactOptional(name),
        /** The name of `shift` until 2026; `currentSpec` renames it. */
        neighbours: v.exactOptional(positive),
      }),
    ),
    v.nonEmpty(),
  ),
}) satisfies v.GenericSchema<unknown, NetworkSpec>;

/** An entry of the standard TensorFlow.js weights manifest. */
export const weightEntry = v.object({
  name,
  shape: v.pipe(v.array(side), v.readonly()),
  dtype: name,
  quantization: v.exactOptional(
    v.object({
      dtype: v.picklist(['float16', 'uint8', 'uint16']),
      scale: v.exactOptional(v.number()),
      min: v.exactOptional(v.number()),
    }),
  ),
});

/** A model.json: a standard TensorFlow.js graph model. The graph itself is not read; its network is. */
const modelFile = v.object({
  weightsManifest: v.array(v.object({ paths: v.array(name), weights: v.array(weightEntry) })),
  userDefinedMetadata: v.object({
    networkSpec,
    /** In the order of the rows. A style of the old kind has one row, at its place in the list. */
    styles: v.pipe(
      v.array(v.object({ rows: v.exactOptional(v.object({ soft: row, bold: row })) })),
      v.nonEmpty(),
    ),
  }),
});

export type WeightEntry = Readonly<v.InferOutput<typeof weightEntry>>;
type ModelFile = Readonly<v.InferOutput<typeof modelFile>>;

/** Read a model.json. Throws EngineProblem `model-unreadable` where it is none that this page knows. */
export function parseModelFile(bytes: ArrayBuffer): ModelFile {
  const text = new TextDecoder().decode(bytes);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), modelFile), text);
  if (parsed.success) return parsed.output;
  throw new EngineProblem({ code: 'engine/model-unreadable' }, { cause: parsed.issues });
}

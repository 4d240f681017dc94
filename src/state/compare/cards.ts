import * as v from 'valibot';
import type { Manifest, ModelEntry } from '../../engine/index.ts';
import { fetchFile } from '../../loading/index.ts';
import { currentSpec, type NetworkSpec } from '../../network/index.ts';
import { PageProblem } from '../shared/index.ts';

/**
 * What a judge says of paintings of held-out photos: the distance to the photo's content plus 6 times the distance
 * to the painting's style. Lower is better.
 */
const score = v.object({ score: v.number() });

const scores = v.object({
  /** By the compressed VGG-19 that the networks were trained with. */
  distilled: score,
  /** By the VGG-19 itself, whose first layers the networks are trained with, too. */
  vgg: score,
});

/** Distances on photos that no training saw; lower is nearer. */
const structurePoint = v.object({
  /** To the photo. */
  content: v.number(),
  /** To the strokes of the style's painting. */
  structure: v.number(),
});

/** What a card has of strokes. */
export const structureSchema = {
  /** By the style's id, painted softly, half way and boldly. */
  structure: v.optional(
    v.record(
      v.string(),
      v.object({
        soft: structurePoint,
        half: structurePoint,
        bold: structurePoint,
        /** By a network that others trained for this painting alone, on the same photos. */
        public: v.optional(structurePoint),
      }),
    ),
  ),
  /** Photos that `structure` was measured on. */
  structurePhotos: v.optional(v.number()),
};

const quality = v.object({
  /** The program that measured it. */
  judge: v.string(),
  photos: v.number(),
  /** Side of the photos in pixels. */
  size: v.number(),
  /** By the style's id. */
  styles: v.record(v.string(), scores),
  mean: scores,
  ...structureSchema,
});

/** Where only the strokes were measured, as of networks that came from the ladder; facts.ts there reads these. */
const withoutScores = v.pipe(
  v.strictObject({ structure: v.record(v.string(), v.unknown()), structurePhotos: v.number() }),
  v.transform(() => null),
);

/** What the page reads of models/<id>/card.json. */
const cardSchema = v.object({
  version: v.literal(1),
  id: v.string(),
  checkpointBytes: v.number(),
  /** Null where the scores were not measured for these weights. */
  quality: v.nullish(v.union([quality, withoutScores]), null),
});

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What the costs of a network are counted from, of models/networks/<id>.json. */
const specSchema = v.looseObject({
  id: v.string(),
  input: count,
  layers: v.pipe(
    v.array(
      v.looseObject({
        name: v.string(),
        kind: v.picklist(['conv', 'residual']),
        kernel: count,
        out: count,
        stride: v.optional(count),
        upsample: v.optional(count),
        activation: v.optional(v.picklist(['relu', 'sigmoid', 'none'])),
      }),
    ),
    v.minLength(1),
  ),
});

export type Quality = v.InferOutput<typeof quality>;
export type ModelCard = v.InferOutput<typeof cardSchema>;

/** What is known of a model before it runs. */
export interface ModelFacts {
  readonly entry: ModelEntry;
  readonly card: ModelCard;
  readonly spec: NetworkSpec;
  /**
   * The card of the model that this one was rounded from, where its own has no structure: that was measured on the
   * float32 models only.
   */
  readonly source?: ModelCard | undefined;
}

/** A model's facts, once they are there. Ids come from addresses: "constructor" is no model. */
export function factsOf(
  facts: Readonly<Record<string, ModelFacts>>,
  id: string,
): ModelFacts | undefined {
  return Object.hasOwn(facts, id) ? facts[id] : undefined;
}

/**
 * Fetch a model's card and its network's spec. Throws PageProblem where one of them does not come, or is not what
 * this page can read.
 *
 * @param base address of the models' folder, with a slash at the end
 * @returns undefined for a model that the manifest lacks, as its side says by itself
 */
export async function fetchFacts(
  id: string,
  manifest: Manifest,
  base: string,
): Promise<ModelFacts | undefined> {
  const entry = manifest.models.find((model) => model.id === id);
  if (!entry) return undefined;
  const [card, spec] = await Promise.all([
    fetchJson(new URL(entry.card, base), cardSchema),
    fetchSpec(entry.network, base),
  ]);
  if (card?.id === id && spec) {
    const source = await fetchSource(entry, card, manifest, base);
    return { entry, card, spec, source };
  }
  throw new PageProblem({
    code: 'compare/facts-not-downloaded',
    model: `${entry.title} ${entry.precision}`,
  });
}

async function fetchSource(
  { network, precision }: ModelEntry,
  { quality }: ModelCard,
  { models }: Manifest,
  base: string,
): Promise<ModelCard | undefined> {
  const source = models.find((model) => model.network === network && model.precision === 'float32');
  if (precision === 'float32' || !quality || quality.structure || !source) return undefined;
  return fetchJson(new URL(source.card, base), cardSchema);
}

/** @returns a network's spec; undefined where it does not arrive, or is none */
export async function fetchSpec(network: string, base: string): Promise<NetworkSpec | undefined> {
  const spec = await fetchJson(new URL(`networks/${network}.json`, base), specSchema);
  // The schema asks for what is counted; the rest of the spec is as models/ has it.
  return spec && currentSpec(spec as unknown as NetworkSpec);
}

/** @returns undefined for what does not arrive, and for what the schema does not want */
export async function fetchJson<T>(url: URL, schema: v.GenericSchema<unknown, T>) {
  const json = await fetchFile(url)
    .then((file) => file.text())
    .then((text): unknown => JSON.parse(text))
    .catch(() => undefined);
  const { success, output } = v.safeParse(schema, json);
  return success ? output : undefined;
}

import type { Manifest, ModelEntry } from '../../engine/index.ts';
import { currentSpec, type NetworkSpec } from '../../network/index.ts';

/** What a judge says of paintings of held-out photos; lower is better. */
export interface Score {
  /** Distance to the photo's content plus 6 times the distance to the painting's style. */
  readonly score: number;
}

export interface Scores {
  /** By the compressed VGG-19 that the networks were trained with. */
  readonly distilled: Score;
  /** By the VGG-19 itself, which no training saw. */
  readonly vgg: Score;
}

export interface Quality {
  /** The program that measured it. */
  readonly judge: string;
  readonly photos: number;
  /** Side of the photos in pixels. */
  readonly size: number;
  readonly styles: Readonly<Record<string, Scores>>;
  readonly mean: Scores;
}

/** What the page reads of models/<id>/card.json. */
export interface ModelCard {
  readonly version: 1;
  readonly id: string;
  readonly checkpointBytes: number;
  /** Null where it was not measured for these weights. */
  readonly quality: Quality | null;
}

/** What is known of a model before it runs. */
export interface ModelFacts {
  readonly entry: ModelEntry;
  readonly card: ModelCard;
  readonly spec: NetworkSpec;
}

/** A model's facts, once they are there. Ids come from addresses: "constructor" is no model. */
export function factsOf(
  facts: Readonly<Record<string, ModelFacts>>,
  id: string,
): ModelFacts | undefined {
  return Object.hasOwn(facts, id) ? facts[id] : undefined;
}

/** Fetch a model's card and its network's spec. Throws a sentence. */
export async function fetchFacts(
  id: string,
  manifest: Manifest,
  base: string,
): Promise<ModelFacts | undefined> {
  const entry = manifest.models.find((model) => model.id === id);
  if (!entry) return undefined; // the side says so
  const [card, spec] = await Promise.all([
    fetchJson<ModelCard>(new URL(entry.card, base)),
    fetchJson<NetworkSpec>(new URL(`networks/${entry.network}.json`, base)),
  ]);
  if (card?.version === 1 && card.id === id && spec?.layers) {
    return { entry, card, spec: currentSpec(spec) };
  }
  throw new Error(
    `The figures of ${id} could not be downloaded. Check your connection, then reload the page.`,
  );
}

async function fetchJson<T>(url: URL): Promise<T | undefined> {
  const response = await fetch(url).catch(() => undefined);
  return response?.ok ? ((await response.json().catch(() => undefined)) as T) : undefined;
}

import * as v from 'valibot';
import type { Manifest, ModelEntry } from '../../../engine/index.ts';
import { totalMultiplyAdds } from '../../../network/index.ts';
import { PageProblem } from '../../shared/index.ts';
import { fetchJson, fetchSpec, structureSchema } from '../cards.ts';
import { COUNTED_SIDE, type Judged, type LadderRow } from './types.ts';

/** What the ladder reads of a card: less than `cards.ts`, since only the strokes are judged for it. */
const cardSchema = v.object({
  version: v.literal(1),
  id: v.string(),
  quality: v.nullish(v.object(structureSchema), null),
});

/**
 * What a row says before its network runs. The figures of a network whose own card has no structure are those of its
 * float32 model, where the manifest has one: its weights are rounded from that. Not where they have 4 bits, which shows.
 *
 * @param base address of the models' folder, with a slash at the end
 * @throws PageProblem where the card or the spec does not come, or can't be read
 */
export async function fetchRowFacts(
  entry: ModelEntry,
  { models }: Manifest,
  base: string,
): Promise<Pick<LadderRow, 'multiplyAdds' | 'judged'>> {
  const [card, spec] = await Promise.all([
    fetchJson(new URL(entry.card, base), cardSchema),
    fetchSpec(entry.network, base),
  ]);
  if (card?.id !== entry.id || !spec) {
    throw new PageProblem({ code: 'compare/facts-not-downloaded', model: entry.title });
  }
  const source = models.find((one) => one.network === entry.network && one.precision === 'float32');
  const other =
    !card.quality?.structure && source && entry.precision !== 'uint4'
      ? await fetchJson(new URL(source.card, base), cardSchema)
      : undefined;
  return {
    multiplyAdds: totalMultiplyAdds(spec, COUNTED_SIDE, COUNTED_SIDE),
    judged: judgedIn(card) ?? judgedIn(other),
  };
}

export type Card = v.InferOutput<typeof cardSchema>;

/** @returns what a card says of the strokes; undefined where it was not judged by them */
export function judgedIn(card: Card | undefined): Judged | undefined {
  const { structure, structurePhotos: photos } = card?.quality ?? {};
  const halves = Object.values(structure ?? {}).map(({ half }) => half);
  if (halves.length === 0 || photos === undefined) return undefined;
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    content: mean(halves.map(({ content }) => content)),
    structure: mean(halves.map(({ structure }) => structure)),
    photos,
  };
}

import type { Manifest, ModelEntry } from '../../engine/index.ts';
import type { CompareSettings, SideChoice } from '../../state/compare/types.ts';
import { EXECUTORS } from '../words.ts';
import { mapSides, type Sides } from './sides.ts';

interface Named {
  readonly model: Pick<ModelEntry, 'id' | 'title'> & { readonly precision: string };
  readonly executor: SideChoice['executor'];
}

/** What the sides are called: their models, and what they run on where only that differs. */
export function sideNames(sides: Sides<Named>): Sides<string> {
  const same = sides.left.model.id === sides.right.model.id;
  return mapSides(sides, ({ model: { title, precision }, executor }) => {
    const name = `${title} ${precision}`;
    if (!same) return name;
    return `${name}, ${executor === 'auto' ? 'automatic' : EXECUTORS[executor]}`;
  });
}

/** The same for what is chosen; a model that the manifest lacks is called by its id. */
export function chosenNames({ models }: Manifest, { left, right }: CompareSettings) {
  const named = ({ model, executor }: SideChoice): Named => {
    const { title, precision } = models.find(({ id }) => id === model) ?? {};
    return { model: { id: model, title: title ?? model, precision: precision ?? '' }, executor };
  };
  return sideNames({ left: named(left), right: named(right) });
}

import type { Manifest, ModelEntry } from '../../engine/index.ts';
import type { CompareSettings, SideChoice, Sides } from '../../state/compare/index.ts';
import { networkTitle, words } from '../words/index.ts';

interface Named {
  readonly model: Pick<ModelEntry, 'id' | 'title'> & {
    readonly network?: string;
    readonly precision: string;
  };
  readonly executor: SideChoice['executor'];
}

/**
 * @returns the names of the sides: their models, or models and executors if both have the same model; "Left" or "Right"
 * for a side that is not known
 */
export function sideNames({ left, right }: Sides<Named | undefined>): Sides<string> {
  const same = left?.model.id === right?.model.id;
  const name = (side: Named | undefined, place: string) => {
    if (!side) return place;
    const { model, executor } = side;
    const full = `${networkTitle(model)} ${model.precision}`;
    if (!same) return full;
    return `${full}, ${executor === 'auto' ? words.compare.automaticSide : words.shared.executors[executor]}`;
  };
  return {
    left: name(left, words.compare.sides.left),
    right: name(right, words.compare.sides.right),
  };
}

/** @returns the names of the chosen sides; a model that is not in the manifest has its id as its name */
export function chosenNames({ models }: Manifest, { left, right }: CompareSettings) {
  const named = ({ model, executor }: SideChoice): Named => {
    const known = models.find(({ id }) => id === model);
    return { model: known ?? { id: model, title: model, precision: '' }, executor };
  };
  return sideNames({ left: named(left), right: named(right) });
}

export function mapSides<T, U>({ left, right }: Sides<T>, change: (of: T) => U): Sides<U> {
  return { left: change(left), right: change(right) };
}

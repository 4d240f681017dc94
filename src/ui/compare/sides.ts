import type { Manifest, ModelEntry } from '../../engine/index.ts';
import {
  lookOf,
  type CompareSettings,
  type SideChoice,
  type Sides,
} from '../../state/compare/index.ts';
import { percent } from '../shared/format.ts';
import { networkTitle, words } from '../words/compare.ts';

interface Named {
  readonly model: Pick<ModelEntry, 'id' | 'title'> & {
    readonly network?: string;
    readonly precision: string;
  };
  readonly executor: SideChoice['executor'];
  /** Where it differs from the other side's. */
  readonly boldness?: number | undefined;
  readonly picture?: { readonly width: number; readonly height: number } | undefined;
}

/**
 * @returns the names of the sides: their models, and what else differs where both have the same model; "Left" or "Right"
 * for a side that is not known
 */
export function sideNames({ left, right }: Sides<Named | undefined>): Sides<string> {
  const sameModel = left?.model.id === right?.model.id;
  const bold = left?.boldness !== right?.boldness;
  const sized = sideOf(left) !== sideOf(right);
  const named = sameModel && (left?.executor !== right?.executor || !(bold || sized));
  const name = (side: Named | undefined, place: string) => {
    if (!side) return place;
    const { executor, boldness } = side;
    const pixels = sideOf(side);
    const parts = [
      modelName(side),
      named &&
        (executor === 'auto' ? words.compare.automaticSide : words.shared.executors[executor]),
      bold && boldness !== undefined && words.compare.boldnessOf(percent(boldness)),
      sized && pixels !== undefined && words.shared.pixels(pixels),
    ];
    return parts.filter(Boolean).join(words.shared.comma);
  };
  return {
    left: name(left, words.compare.sides.left),
    right: name(right, words.compare.sides.right),
  };
}

const sideOf = (side: Named | undefined) =>
  side?.picture && Math.max(side.picture.width, side.picture.height);

/** @returns the names of the chosen sides; a model that is not in the manifest has its id as its name */
export function chosenNames({ models }: Manifest, settings: CompareSettings) {
  const named = (choice: SideChoice): Named => {
    const { model, executor } = choice;
    const known = models.find(({ id }) => id === model);
    const { boldness, size } = lookOf(settings, choice);
    return {
      model: known ?? { id: model, title: model, precision: '' },
      ...{ executor, boldness, picture: { width: size, height: size } },
    };
  };
  return sideNames({ left: named(settings.left), right: named(settings.right) });
}

/** @returns what a model is called: "Compressed float16" */
export const modelName = ({ model }: Pick<Named, 'model'>): string =>
  `${networkTitle(model)} ${model.precision}`.trim();

export function mapSides<T, U>({ left, right }: Sides<T>, change: (of: T) => U): Sides<U> {
  return { left: change(left), right: change(right) };
}

import * as v from 'valibot';
import { hasBoldness, rowCount, styleMix, type Manifest } from '../../engine/index.ts';
import { partsOf, type Styles } from './mix.ts';

/** Between soft and bold: recognizable, and painted. */
export const DEFAULT_BOLDNESS = 0.5;

/** A boldness that was kept or came in a report: 0 is soft, 1 is bold. */
export const boldnessSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Of settings. A page that knows no mix has no `mix`. */
type Look = Pick<Styles, 'style'> & Partial<Styles> & { readonly boldness: number };

/**
 * @returns the weights of the models' style rows for a style or a mix, by the ids of the styles, at a boldness of
 * 0..1; they sum to 1 where the manifest has all of the styles
 */
export function mixOf({ style, mix = [], boldness }: Look, { styles }: Manifest): number[] {
  const weights = Array.from({ length: rowCount(styles) }, () => 0);
  for (const part of partsOf({ style, mix })) {
    const chosen = styles.findIndex(({ id }) => id === part.style);
    const rows = styleMix(styles, chosen, boldness);
    for (const [row, weight] of rows.entries()) {
      weights[row] = (weights[row] ?? 0) + weight * (part.percent / 100);
    }
  }
  return weights;
}

/** Whether the server's models can paint more softly and more boldly. */
export const canBeBold = ({ styles }: Manifest): boolean => hasBoldness(styles);

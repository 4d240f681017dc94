import * as v from 'valibot';
import { hasBoldness, styleMix, type Manifest } from '../../engine/index.ts';

/** Between soft and bold: recognizable, and painted. */
export const DEFAULT_BOLDNESS = 0.5;

/** A boldness that was kept or came in a report: 0 is soft, 1 is bold. */
export const boldnessSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** @returns the weights of the models' style rows for a style, by its id, at a boldness of 0..1 */
export function mixOf(
  { style, boldness }: { readonly style: string; readonly boldness: number },
  { styles }: Manifest,
): number[] {
  return styleMix(
    styles,
    styles.findIndex(({ id }) => id === style),
    boldness,
  );
}

/** Whether the server's models can paint more softly and more boldly. */
export const canBeBold = ({ styles }: Manifest): boolean => hasBoldness(styles);

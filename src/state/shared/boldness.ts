import * as v from 'valibot';
import { hasBoldness, rowCount, styleMix, type Manifest, type RowMix } from '../../engine/index.ts';
import { partsOf, type Styles } from './mix.ts';
import { needRows } from './ownRows.ts';

/** Between soft and bold: recognizable, and painted. */
export const DEFAULT_BOLDNESS = 0.5;

/** A boldness that was kept or came in a report: 0 is soft, 1 is bold. */
export const boldnessSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Of settings. A page that knows no mix has no `mix`. */
type Look = Pick<Styles, 'style'> & Partial<Styles> & { readonly boldness: number };

/**
 * What a style or a mix is painted in by a model, by the ids of the styles, at a boldness of 0..1. Throws PageProblem
 * where one of them is the visitor's own and was not learned for the model's network.
 *
 * @param model the model's id
 * @returns the shares of the model's rows, with the rows of own styles where there are any
 */
export function mixOf(
  { style, mix = [], boldness }: Look,
  { styles, models }: Manifest,
  model: string,
): RowMix {
  const shares = Array.from({ length: rowCount(styles) }, () => 0);
  let own: Float32Array | undefined;
  for (const part of partsOf({ style, mix })) {
    const chosen = styles.findIndex(({ id }) => id === part.style);
    const share = part.percent / 100;
    for (const [row, weight] of styleMix(styles, chosen, boldness).entries()) {
      shares[row] = (shares[row] ?? 0) + weight * share;
    }
    const [entry, painter] = [styles[chosen], models.find(({ id }) => id === model)];
    if (!entry?.own || !painter) continue;
    const { soft, bold } = needRows(entry, painter);
    own ??= new Float32Array(soft.length);
    for (const [i, value] of soft.entries()) {
      (own[i] as number) += share * ((1 - boldness) * value + boldness * (bold[i] as number));
    }
  }
  return own ? { shares, own } : shares;
}

/** Whether the server's models can paint more softly and more boldly. */
export const canBeBold = ({ styles }: Manifest): boolean => hasBoldness(styles);

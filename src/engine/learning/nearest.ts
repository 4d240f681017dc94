import type { Ops } from '../executors/ops.ts';
import type { Weight } from '../weights/decode.ts';
import type { LearnedRows } from './learner.ts';
import { mixed, styleOf, type Crop, type LossNetworks, type Target } from './objective.ts';
import type { Painter } from './painter.ts';

/** The rows of a built-in style, read from a model's weights. */
export function builtInRows(
  layers: readonly { readonly name: string; readonly outputs: number }[],
  weights: ReadonlyMap<string, Weight>,
  places: { readonly soft: number; readonly bold: number },
): LearnedRows {
  const rowAt = (place: number) => {
    const row = new Float32Array(layers.reduce((sum, { outputs }) => sum + 2 * outputs, 0));
    let at = 0;
    for (const { name, outputs } of layers) {
      for (const kind of ['scale', 'shift']) {
        const { values } = weights.get(`${name}/${kind}`) as Weight;
        row.set(values.subarray(place * outputs, (place + 1) * outputs), at);
        at += outputs;
      }
    }
    return row;
  };
  return { soft: rowAt(places.soft), bold: rowAt(places.bold) };
}

/**
 * The built-in style whose paintings are the nearest to the target, half soft and half bold, by the style loss of one
 * crop. `between` is called before each style with its place.
 *
 * @returns its place in `styles`, and that loss
 */
export async function nearestStyle<T>(
  ops: Ops<T>,
  painter: Painter<T>,
  networks: LossNetworks<T>,
  targets: readonly Target<T>[],
  styles: readonly LearnedRows[],
  crop: Pick<Crop, 'values' | 'side'>,
  between: (place: number) => Promise<void>,
): Promise<{ readonly place: number; readonly style: number }> {
  let best = { place: 0, style: Number.POSITIVE_INFINITY };
  for (const [place, { soft, bold }] of styles.entries()) {
    await between(place);
    const style = await styleOf(ops, painter, networks, targets, crop, mixed(soft, bold, 0.5));
    if (style < best.style) best = { place, style };
  }
  return best;
}

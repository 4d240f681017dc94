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

/** How many of the nearest styles are mixed. A mix is nearer than the nearest style alone for most paintings. */
const MIXES = [2, 3, 4] as const;

/** What learning begins with. */
export interface Beginning {
  readonly rows: LearnedRows;
  /** Style loss of the nearest built-in style alone: how unlike all styles the painting is. */
  readonly distance: number;
}

/**
 * Looks for what learning begins with: the built-in style whose paintings are the nearest to the target, half soft and
 * half bold, by the style loss of one crop; or a mix of the nearest ones, where that is nearer. A style's share of the
 * mix falls with the square of its loss (measured in docs/journal/learning.md).
 *
 * @param styles at least one
 * @param between is called before each try, with how many there were and how many there will be
 */
export async function beginningOf<T>(
  ops: Ops<T>,
  painter: Painter<T>,
  networks: LossNetworks<T>,
  targets: readonly Target<T>[],
  styles: readonly LearnedRows[],
  crop: Pick<Crop, 'values' | 'side'>,
  between: (done: number, of: number) => Promise<void>,
): Promise<Beginning> {
  const mixes = MIXES.filter((count) => count <= styles.length);
  const tried: { readonly rows: LearnedRows; readonly loss: number }[] = [];
  const tryOut = async (rows: LearnedRows) => {
    await between(tried.length, styles.length + mixes.length);
    const row = mixed(rows.soft, rows.bold, 0.5);
    tried.push({ rows, loss: await styleOf(ops, painter, networks, targets, crop, row) });
  };
  for (const style of styles) await tryOut(style);
  // What is no number is no candidate.
  const byLoss = () =>
    tried.filter(({ loss }) => Number.isFinite(loss)).toSorted((a, b) => a.loss - b.loss);
  const alone = byLoss();
  for (const count of mixes) if (alone.length >= count) await tryOut(mixOf(alone.slice(0, count)));
  const best = byLoss()[0] ?? tried[0];
  if (!best) throw new RangeError('There is no style to begin with.');
  return { rows: best.rows, distance: alone[0]?.loss ?? best.loss };
}

/** @returns a mix of styles, each with a share that falls with the square of its loss */
function mixOf(
  styles: readonly { readonly rows: LearnedRows; readonly loss: number }[],
): LearnedRows {
  const shares = styles.map(({ loss }) => 1 / (loss + 1e-6) ** 2);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const mixOfAll = (kind: keyof LearnedRows) => {
    const row = new Float32Array(styles[0]?.rows[kind].length ?? 0);
    for (const [at, { rows }] of styles.entries()) {
      const share = (shares[at] as number) / whole;
      for (let i = 0; i < row.length; i++) row[i]! += share * (rows[kind][i] as number);
    }
    return row;
  };
  return { soft: mixOfAll('soft'), bold: mixOfAll('bold') };
}

import {
  convolutions,
  rowLength,
  weightsName,
  type Convolution,
  type NetworkSpec,
} from '../../network/index.ts';
import type { Weight } from '../weights/decode.ts';
import type { Conv, MapShape, Ops } from '../executors/ops.ts';
import { inWhole } from './whole.ts';

/** A painting, and how its gradient becomes that of the row that it was painted with. */
export interface Painted<T> {
  readonly painting: T;
  /** @returns the gradient of the row, in its order, as one tensor for each convolution: [2][channels] */
  back(gradient: T): T[];
}

/** A network whose convolutions are frozen. */
export interface Painter<T> {
  /** Numbers in a row. */
  readonly rowLength: number;
  readonly layers: readonly Convolution[];
  /** Paint a photo [H, W, 3] in 0..1 with a row (LearnedRows). */
  paint(photo: T, row: Float32Array): Painted<T>;
}

/**
 * Put a network's convolutions on the device, in whole (whole.ts). weights: as those of a model, see LoadedModel.
 */
export function preparePainter<T>(
  ops: Ops<T>,
  given: NetworkSpec,
  weightsGiven: ReadonlyMap<string, Weight>,
): Painter<T> {
  const { spec, weights } = inWhole(given, weightsGiven);
  const layers = convolutions(spec);
  const convs = layers.map((layer) =>
    ops.prepare(layer, (weights.get(weightsName(layer)) as Weight).values),
  );

  function paint(photo: T, row: Float32Array): Painted<T> {
    const steps: { shape: MapShape; back: (gradient: T) => { map: T; row: T } }[] = [];
    let map = photo;
    let kept = photo;
    let end = 0;
    for (const [index, layer] of layers.entries()) {
      const { residual, activation, outputs } = layer;
      if (residual === 'keep') kept = map;
      const own = row.subarray(end, (end += 2 * outputs));
      const convolved = (convs[index] as Conv<T>).forward(map);
      const added = residual === 'add' ? kept : undefined;
      const { output, back } = ops.normalize(convolved, own, activation, added);
      steps.push({ shape: ops.shapeOf(map), back });
      map = output;
    }
    return { painting: map, back: (gradient) => backwards(steps, gradient) };
  }

  function backwards(
    steps: readonly { shape: MapShape; back: (gradient: T) => { map: T; row: T } }[],
    painting: T,
  ): T[] {
    const rows: T[] = [];
    let gradient = painting;
    let ofKept: T | undefined;
    for (let index = layers.length - 1; index >= 0; index--) {
      const { residual } = layers[index] as Convolution;
      const { shape, back } = steps[index] as (typeof steps)[number];
      // What a residual block adds takes the gradient as it is.
      if (residual === 'add') ofKept = gradient;
      const { map, row } = back(gradient);
      rows.unshift(row);
      // What was made on the way is freed as soon as it is used.
      if (gradient !== painting && gradient !== ofKept) ops.free(gradient);
      if (index === 0) break; // nobody asks for the photo's
      const plus = residual === 'keep' ? ofKept : undefined;
      gradient = (convs[index] as Conv<T>).back(map, shape, { plus });
      ops.free(map);
      if (plus !== undefined) {
        ops.free(plus);
        ofKept = undefined;
      }
    }
    return rows;
  }

  return {
    rowLength: rowLength(spec),
    layers,
    paint,
  };
}

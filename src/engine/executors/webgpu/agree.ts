import { smallestSide } from '../../../network/index.ts';
import type { LoadedModel } from '../../weights/load.ts';
import type { PreparedModel } from '../executor.ts';

/** Mean difference of 0..1 that float16 may make. The models' own is below a tenth of it. */
const TOLERANCE = 0.01;

/** Whether two prepared models paint a small picture alike: numbers, not all the same, and close. */
export async function agree(
  { spec, styles }: LoadedModel,
  half: PreparedModel,
  whole: PreparedModel,
): Promise<boolean> {
  const side = Math.max(32, smallestSide(spec));
  const values = Float32Array.from({ length: side * side * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)];
    return 0.5 + 0.5 * Math.sin(x * 0.3 + y * 0.2 * ((i % 3) + 1));
  });
  const image = { width: side, height: side, values };
  const style = Array.from({ length: styles }, (_, row) => (row === 0 ? 1 : 0));
  const [a, b] = [await half.run(image, style), await whole.run(image, style)];
  let difference = 0;
  for (const [i, value] of a.values.entries()) {
    difference += Math.abs(value - (b.values[i] as number));
  }
  const [first] = a.values;
  return difference / a.values.length < TOLERANCE && a.values.some((value) => value !== first);
}

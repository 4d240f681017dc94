/** A painting to learn a style from. */
import { pngOf, type TestFile } from './page.ts';

/** A painting of broad strokes in three colours. @param name the style is called so */
export const strokes = (name: string): TestFile => ({
  name: `${name}.png`,
  mimeType: 'image/png',
  buffer: pngOf(160, 128, (x, y) => {
    const stroke = Math.sin((x + 9 * Math.sin(y / 11)) / 4);
    if (stroke > 0.3) return [24, 44, 140, 255];
    return stroke < -0.4 ? [240, 190, 40, 255] : [190, 60, 40, 255];
  }),
});

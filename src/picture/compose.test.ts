import { describe, expect, it } from 'vitest';
import { compose } from './compose.ts';
import { toLab, toPixel } from './oklab.ts';
import type { Pixels } from './pixels.ts';

/** A row of pixels. */
const row = (...pixels: readonly (readonly [number, number, number])[]): Pixels => ({
  ...{ width: pixels.length, height: 1 },
  data: Uint8ClampedArray.from(pixels.flatMap((pixel) => [...pixel, 255])),
});
const labOf = ({ data }: Pixels, pixel: number) => {
  const lab = new Float64Array(3);
  toLab(data, 4 * pixel, lab);
  return [...lab] as [number, number, number];
};

const painting = row([200, 40, 10], [30, 60, 160], [250, 250, 240], [10, 10, 10]);
const photo = row([100, 140, 90], [180, 170, 60], [90, 40, 200], [250, 200, 20]);
const plain = { strength: 1, keepColours: false };

describe('a painting over its photo', () => {
  it('is the painting itself at full strength', () => {
    expect(compose(painting, photo, plain)).toBe(painting);
  });

  it('is the photo at none, and half of both in the middle', () => {
    expect(compose(painting, photo, { ...plain, strength: 0 }).data).toEqual(photo.data);
    const { data } = compose(painting, photo, { ...plain, strength: 0.5 });
    expect([...data.slice(0, 4)]).toEqual([150, 90, 50, 255]);
    expect(painting.data[0]).toBe(200);
  });

  it('with the photo’s colours has the lightness of the painting and the hue of the photo', () => {
    const composed = compose(painting, photo, { ...plain, keepColours: true });
    for (const pixel of [0, 1, 2, 3]) {
      const [lightness, a, b] = labOf(composed, pixel);
      const [, wantedA, wantedB] = labOf(photo, pixel);
      expect(lightness).toBeCloseTo(labOf(painting, pixel)[0], 1.5);
      if (Math.hypot(a, b) < 0.02) continue; // a grey has no hue
      expect(Math.atan2(b, a)).toBeCloseTo(Math.atan2(wantedB, wantedA), 0.5);
    }
  });

  it('keeps the photo’s colours at any strength', () => {
    const grey = row([128, 128, 128]);
    const { data } = compose(row([200, 0, 0]), grey, { strength: 0.5, keepColours: true });
    expect(data[0]).toBe(data[1]);
    expect(data[1]).toBe(data[2]);
  });

  it('of another size is refused', () => {
    expect(() => compose(painting, row([1, 2, 3]), plain)).toThrow(
      expect.objectContaining({
        fault: {
          code: 'picture/different-sizes',
          a: { width: 4, height: 1 },
          b: { width: 1, height: 1 },
        },
      }),
    );
  });
});

it('Oklab gives each colour back, and white and black are grey', () => {
  const lab = new Float64Array(3);
  const back = new Uint8ClampedArray(4);
  for (const pixel of [
    [0, 0, 0],
    [255, 255, 255],
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [12, 34, 56],
  ]) {
    const data = Uint8ClampedArray.from([...pixel, 255]);
    toLab(data, 0, lab);
    toPixel(lab[0]!, lab[1]!, lab[2]!, back, 0);
    for (const channel of [0, 1, 2]) {
      expect(Math.abs(back[channel]! - data[channel]!)).toBeLessThanOrEqual(1);
    }
  }
  toLab(Uint8ClampedArray.from([255, 255, 255, 255]), 0, lab);
  expect(lab[0]).toBeCloseTo(1, 4);
  expect(lab[1]).toBeCloseTo(0, 4);
});

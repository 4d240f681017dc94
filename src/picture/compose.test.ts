import { describe, expect, it } from 'vitest';
import { compose, isPlain } from './compose.ts';
import { coverage, type Mask } from './mask.ts';
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

  it('of a cut-out is as transparent as the photo', () => {
    const cut = { ...photo, data: photo.data.slice() };
    for (const [pixel, alpha] of [0, 90, 255, 255].entries()) cut.data[4 * pixel + 3] = alpha;
    for (const strength of [1, 0.5, 0]) {
      for (const keepColours of [false, true]) {
        const { data } = compose(painting, cut, { strength, keepColours, cutOut: true });
        expect([3, 7, 11, 15].map((at) => data[at])).toEqual([0, 90, 255, 255]);
      }
    }
    const { data } = compose(painting, cut, { ...plain, cutOut: true });
    expect([...data.slice(4, 7)]).toEqual([30, 60, 160]);
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

describe('with a mask', () => {
  /** From the photo on the left to the painting on the right. */
  const mask: Mask = { width: 4, height: 1, data: Uint8Array.of(0, 64, 128, 255) };
  const pixel = ({ data }: Pixels, at: number) => [...data.slice(4 * at, 4 * at + 4)];

  it('is the photo where it is 0, the painting where it is 255, and both in between', () => {
    const { data } = compose(painting, photo, { ...plain, mask });
    for (const [at, value] of data.entries()) {
      const share = mask.data[at >> 2]! / 255;
      const expected = photo.data[at]! + share * (painting.data[at]! - photo.data[at]!);
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(0.5);
    }
    const made = compose(painting, photo, { ...plain, mask });
    expect(pixel(made, 0)).toEqual(pixel(photo, 0));
    expect(pixel(made, 3)).toEqual(pixel(painting, 3));
  });

  it('limits strength and colours, too', () => {
    const blend = { strength: 0.5, keepColours: true };
    const everywhere = compose(painting, photo, blend);
    const masked = compose(painting, photo, { ...blend, mask });
    expect(pixel(masked, 0)).toEqual(pixel(photo, 0));
    expect(pixel(masked, 3)).toEqual(pixel(everywhere, 3));
    expect(pixel(masked, 2)).not.toEqual(pixel(everywhere, 2));
  });

  it('is not plain, and without one it is', () => {
    expect(isPlain({ ...plain, mask })).toBe(false);
    expect(isPlain({ ...plain, mask: undefined })).toBe(true);
  });

  it('is the same in strips and in one go', () => {
    const [width, height] = [9, 14];
    const picture = (seed: number): Pixels => ({
      ...{ width, height },
      data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) =>
        i % 4 === 3 ? 255 : (i * seed) % 256,
      ),
    });
    const rows = ({ data }: Pixels, top: number, count: number): Pixels => ({
      ...{ width, height: count },
      data: data.slice(4 * width * top, 4 * width * (top + count)),
    });
    const [over, under] = [picture(7919), picture(104_729)];
    const spotted = {
      width: 3,
      height: 5,
      data: Uint8Array.from({ length: 15 }, (_, i) => i * 17),
    };
    const blend = { strength: 0.8, keepColours: false, mask: spotted };
    const whole = compose(over, under, blend);
    for (const [top, count] of [
      [0, 5],
      [5, 6],
      [11, 3],
    ] as const) {
      const strip = compose(rows(over, top, count), rows(under, top, count), blend, {
        ...{ left: 0, top },
        whole: over,
      });
      expect(strip.data).toEqual(rows(whole, top, count).data);
    }
    expect(coverage(spotted, width, height)(0)[0]).not.toBe(
      coverage(spotted, width, height)(13)[0],
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

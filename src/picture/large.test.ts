import { describe, expect, it } from 'vitest';
import { addFineStrokes, BROAD } from './fineStrokes.ts';
import { withoutGrain, withoutMesh } from './grain.ts';
import { boxMean } from './means.ts';
import { LargePainting, LargePhoto } from './large.ts';
import type { Pixels } from './pixels.ts';
import { crop, type Readable } from './regions.ts';
import { reduce } from './reduce.ts';

type Value = (x: number, y: number, c: number) => number;

function picture(width: number, height: number, value: Value): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < data.length; i++) {
    const at = i >> 2;
    data[i] = i % 4 === 3 ? 255 : value(at % width, Math.floor(at / width), i % 4);
  }
  return { width, height, data };
}

const readable = (pixels: Pixels): Readable => ({
  ...{ width: pixels.width, height: pixels.height },
  read: (area) => crop(pixels, area),
  close: () => {},
});

const [WIDTH, HEIGHT] = [240, 160];
const WHOLE = { left: 0, top: 0, width: WIDTH, height: HEIGHT };
const noPause = async () => {};

/** A photo with an edge that no pixel of the painting's size shows, and waves. */
const photo = picture(
  WIDTH,
  HEIGHT,
  (x, y, c) => (x < 101 ? 60 : 180) + 30 * Math.sin(y / 5 + c) + 10 * Math.cos(x / 3),
);
const small = { width: 60, height: 40 };

const make = (painting: Pixels, view = { width: 120, height: 80 }) =>
  LargePainting.make(new LargePhoto(readable(photo)), painting, view, noPause);

const largest = (a: Pixels, b: Pixels) =>
  a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i]!)), 0);

const mean = (a: Pixels, b: Pixels) =>
  a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]!), 0) / a.data.length;

describe('an enlarged painting', () => {
  it('of one colour stays that colour', async () => {
    const large = await make(picture(60, 40, (_x, _y, c) => [200, 90, 30][c]!));
    expect(
      largest(
        large.read(WHOLE),
        picture(WIDTH, HEIGHT, (_x, _y, c) => [200, 90, 30][c]!),
      ),
    ).toBe(0);
  });

  it('that is the photo itself has the photo’s detail', async () => {
    const reduced = reduce(photo, small);
    const large = await make(reduced);
    const flat = picture(
      WIDTH,
      HEIGHT,
      (x, y, c) => reduced.data[4 * ((y >> 2) * 60 + (x >> 2)) + c]!,
    );
    expect(mean(large.read(WHOLE), photo)).toBeLessThan(mean(flat, photo) / 3);
  });

  it('is the same in parts as in one piece', async () => {
    const large = await make(picture(60, 40, (x, y, c) => (x * 37 + y * 91 + c * 50) % 256));
    const whole = large.read(WHOLE);
    for (const area of [
      { left: 0, top: 0, width: 240, height: 7 },
      { left: 93, top: 41, width: 60, height: 119 },
      { left: 239, top: 159, width: 1, height: 1 },
    ]) {
      expect(large.read(area)).toEqual(crop(whole, area));
    }
  });

  it('is looked at in parts as it is downloaded: composed, with the tiles that are finished', async () => {
    const large = await make(picture(60, 40, (x, y, c) => (x * 37 + y * 91 + c * 50) % 256));
    const tile = { left: 80, top: 40, width: 70, height: 50 };
    large.write(
      WHOLE,
      tile,
      picture(WIDTH, HEIGHT, (x, y) => ((x + y) % 2 ? 30 : 220)),
    );
    const mask = {
      ...{ width: 6, height: 4 },
      data: Uint8Array.from({ length: 24 }, (_, i) => i * 10),
    };
    const blend = { strength: 0.7, keepColours: true, mask };
    const whole = large.look(WHOLE, blend, true);
    const over = { left: 100, top: 30, width: 90, height: 33 };
    expect(large.look(over, blend, true)).toEqual(crop(whole, over));
    // Beside the tile it is what a file has by now; in the tile it differs.
    const file = [];
    for await (const strip of large.strips(blend, noPause)) file.push(...strip.data);
    const saved = { ...whole, data: Uint8ClampedArray.from(file) };
    const beside = { left: 0, top: 100, width: WIDTH, height: 60 };
    expect(crop(whole, beside)).toEqual(crop(saved, beside));
    expect(largest(crop(whole, tile), crop(saved, tile))).toBeGreaterThan(20);
    expect(large.look(over, { strength: 0, keepColours: false }, true)).toEqual(crop(photo, over));
    // Strokes that were stopped are in no file.
    expect(large.look(WHOLE, blend, false)).toEqual(saved);
  });

  it('is saved with the photo on its left', async () => {
    const large = await make(picture(60, 40, (x, y, c) => (x * 37 + y * 91 + c * 50) % 256));
    for (const blend of [
      { strength: 1, keepColours: false },
      { strength: 0.4, keepColours: true },
    ]) {
      let rows = 0;
      for await (const both of large.strips(blend, noPause, true)) {
        const { height } = both;
        expect(both.width).toBe(2 * WIDTH);
        const half = (left: number) => crop(both, { left, top: 0, width: WIDTH, height });
        const area = { left: 0, top: rows, width: WIDTH, height };
        expect(half(0)).toEqual(crop(photo, area));
        expect(half(WIDTH)).toEqual(large.look(area, blend, false));
        rows += height;
      }
      expect(rows).toBe(HEIGHT);
    }
  });

  it('shown smaller looks as the whole does, reduced', async () => {
    const large = await make(picture(60, 40, (x, y) => (x * 3 + y * 2) % 256));
    const reduced = reduce(large.read(WHOLE), { width: 120, height: 80 });
    expect(mean(large.view(), reduced)).toBeLessThan(2);
  });
});

describe('fine strokes', () => {
  const first = picture(WIDTH, HEIGHT, (x, y, c) => 100 + 20 * Math.sin((x + y) / 30 + c));

  it('of the same painting change nothing', () => {
    expect(addFineStrokes(first, first)).toEqual(first);
  });

  it('leave colours as they are, whatever the second painting’s are', () => {
    const redder = picture(
      WIDTH,
      HEIGHT,
      (x, y, c) => first.data[4 * (y * WIDTH + x) + c]! + (c ? 0 : 40),
    );
    expect(largest(addFineStrokes(first, redder), first)).toBe(0);
  });

  it('add what is fine', () => {
    const dots = picture(
      WIDTH,
      HEIGHT,
      (x, y, c) => first.data[4 * (y * WIDTH + x) + c]! + ((x + y) % 2 ? 30 : -30),
    );
    const made = addFineStrokes(first, dots);
    const at = 4 * (80 * WIDTH + 120);
    expect(Math.abs(made.data[at]! - first.data[at]!)).toBeGreaterThan(15);
  });

  it('are no faint lines along rows and columns', () => {
    const lines = picture(WIDTH, HEIGHT, (x, y, c) => {
      const at = 4 * (y * WIDTH + x) + c;
      return first.data[at]! + (x % 6 < 2 ? 8 : 0) + (y % 6 < 2 ? 8 : 0);
    });
    expect(largest(addFineStrokes(first, lines), first)).toBeLessThanOrEqual(2);
  });

  it('fit together from tile to tile', async () => {
    const large = await make(picture(60, 40, (x, y, c) => (x * 5 + y * 3 + c * 40) % 256));
    const second = (area: typeof WHOLE) =>
      picture(
        area.width,
        area.height,
        (x, y, c) => 128 + 60 * Math.sin((x + area.left) * (y + area.top) + c),
      );
    const whole = addFineStrokes(large.read(WHOLE), second(WHOLE));
    for (const [left, right] of [
      [0, 120],
      [120, 240],
    ] as const) {
      const seen = { ...WHOLE, left: Math.max(0, left - BROAD), width: 120 + BROAD };
      const kept = { ...WHOLE, left, width: right - left };
      large.write(seen, kept, second(seen));
    }
    // What is shown is the whole now, with fine strokes.
    expect(largest(large.view(), reduce(whole, { width: 120, height: 80 }))).toBeLessThanOrEqual(1);
  });
});

describe('what is no stroke', () => {
  const wave = (period: number, i: number) => Math.sin((2 * Math.PI * i) / period);
  const [width, height] = [60, 40];
  // At the border the mean is one-sided.
  const inner = { left: 6, top: 6, width: 48, height: 28 };
  const change = (made: Pixels, of: Pixels) => largest(crop(made, inner), crop(of, inner));
  const spread = ({ data }: Pixels) => {
    const red = data.filter((_, i) => i % 4 === 0);
    return Math.max(...red) - Math.min(...red);
  };

  it.each([3, 6])('a faint grain of %i pixels is taken off', (period) => {
    const grain = picture(width, height, (x, y) => 128 + 6 * wave(period, x + y));
    const flat = picture(width, height, () => 128);
    expect(change(withoutGrain(grain), flat)).toBeLessThanOrEqual(1);
    const strokes = picture(width, height, (x) => 128 + 60 * wave(5, x));
    expect(largest(withoutGrain(strokes), strokes)).toBeLessThanOrEqual(9);
  });

  it.each([3, 6])('a faint mesh of %i pixels is taken off', (period) => {
    const mesh = picture(width, height, (x, y) => 128 + 8 * wave(period, x) + 8 * wave(period, y));
    const flat = picture(width, height, () => 128);
    expect(change(withoutMesh(mesh), flat)).toBeLessThanOrEqual(2);
  });

  it('strokes and edges stay, and faint ones that are slanted', () => {
    const strokes = picture(width, height, (x) => 128 + 40 * wave(5, x));
    expect(withoutMesh(strokes)).toEqual(strokes);
    const edge = picture(width, height, (x) => (x < 31 ? 60 : 180));
    expect(change(withoutMesh(edge), edge)).toBeLessThanOrEqual(1);
    const slanted = picture(width, height, (x, y) => 128 + 10 * wave(6, x + y));
    expect(change(withoutMesh(slanted), slanted)).toBeLessThanOrEqual(2);
  });

  it('all that is broad stays', () => {
    const broad = picture(width, height, (x, y) => 20 + 2 * x + 2 * y);
    expect(change(withoutGrain(broad), broad)).toBeLessThanOrEqual(1);
    expect(change(withoutMesh(broad), broad)).toBeLessThanOrEqual(1);
  });

  it('the network gets the enlarged painting without grain and mesh; what is shown has no mesh', async () => {
    const part = { left: 40, top: 40, width: 160, height: 80 };
    const grain = await make(picture(width, height, (x, y) => 128 + 8 * wave(6, x + y)));
    expect(spread(grain.read(part))).toBeGreaterThan(12);
    expect(spread(grain.partToPaint(part))).toBeLessThan(6);
    const mesh = await make(
      picture(width, height, (x, y) => 128 + 8 * wave(6, x) + 8 * wave(6, y)),
    );
    expect(spread(mesh.read(part))).toBeLessThan(6);
  });
});

it('a tile that comes twice does not make the picture complete', async () => {
  const large = await make(picture(60, 40, () => 128));
  const seen = { ...WHOLE, width: 120 + BROAD };
  const kept = { ...WHOLE, width: 120 };
  for (let time = 0; time < 2; time++) large.write(seen, kept, large.read(seen));
  expect(Math.min(...large.view().data)).toBeGreaterThan(100);
});

it('a photo is closed after its last use', async () => {
  let closed = 0;
  const source = new LargePhoto({ ...readable(photo), close: () => closed++ });
  source.retain();
  source.release();
  expect(closed).toBe(0);
  source.release();
  expect(closed).toBe(1);
});

it('a box mean is the mean of the pixels around, as far as there are any', () => {
  const plane = Float32Array.from({ length: 35 }, (_, i) => (i * 17) % 11);
  const made = boxMean(plane, 7, 5, 2);
  for (let y = 0; y < 5; y++) {
    for (let x = 0; x < 7; x++) {
      const around = [...plane].filter(
        (_, i) => Math.abs((i % 7) - x) <= 2 && Math.abs(Math.floor(i / 7) - y) <= 2,
      );
      const expected = around.reduce((sum, value) => sum + value, 0) / around.length;
      expect(made[y * 7 + x]).toBeCloseTo(expected, 4);
    }
  }
});

import { describe, expect, it } from 'vitest';
import {
  beginStroke,
  type Brush,
  coverage,
  fullMask,
  invert,
  isFull,
  type Mask,
  stroke,
} from './mask.ts';

/** A mask of numbers that look random and are the same every time. */
function someMask(width: number, height: number): Mask {
  const data = Uint8Array.from({ length: width * height }, (_, at) => (at * 7919 + 13) % 256);
  return { width, height, data };
}
const at = ({ width, data }: Mask, x: number, y: number) => data[y * width + x]!;
const hard: Brush = { tool: 'erase', width: 0.2, softness: 0 };

describe('a new mask', () => {
  it('has the shape of its picture, at most 512 pixels a side, and shows the painting everywhere', () => {
    expect(fullMask({ width: 4000, height: 3000 })).toMatchObject({ width: 512, height: 384 });
    expect(fullMask({ width: 48, height: 40 })).toMatchObject({ width: 48, height: 40 });
    expect(fullMask({ width: 9000, height: 2 })).toMatchObject({ width: 512, height: 1 });
    expect(isFull(fullMask({ width: 48, height: 40 }))).toBe(true);
  });

  it('inverted shows the photo everywhere, and inverted again it is as before', () => {
    const mask = someMask(9, 5);
    expect(invert(fullMask({ width: 3, height: 3 })).data).toEqual(new Uint8Array(9));
    expect(invert(invert(mask))).toEqual(mask);
    expect(isFull(invert(mask))).toBe(false);
  });
});

describe('a stroke', () => {
  const mask = fullMask({ width: 100, height: 80 });

  it('is a round dot where the brush is pressed once', () => {
    const after = stroke(mask, [{ x: 0.5, y: 0.5 }], hard);
    const inside: number[] = [];
    const outside: number[] = [];
    for (let y = 0; y < 80; y++) {
      for (let x = 0; x < 100; x++) {
        const distance = Math.hypot(x + 0.5 - 50, y + 0.5 - 40);
        // The edge itself, one pixel wide, is in between.
        if (distance < 9.5) inside.push(at(after, x, y));
        if (distance > 10.5) outside.push(at(after, x, y));
      }
    }
    expect(inside.length).toBeGreaterThan(250); // the area of the circle is 314 pixels
    expect(new Set(inside)).toEqual(new Set([0]));
    expect(new Set(outside)).toEqual(new Set([255]));
  });

  it('has no gaps between points that are far apart', () => {
    const after = stroke(
      mask,
      [0.1, 0.9].map((x) => ({ x, y: 0.5 })),
      hard,
    );
    for (let x = 10; x < 90; x++) expect(at(after, x, 40)).toBe(0);
    expect(at(after, 50, 55)).toBe(255);
  });

  it('fades out with a soft edge: never stronger further out, and all shades are there', () => {
    const after = stroke(mask, [{ x: 0.5, y: 0.5 }], { ...hard, width: 0.6, softness: 1 });
    const shades = Array.from({ length: 30 }, (_, away) => at(after, 50 + away, 40));
    expect(shades).toEqual([...shades].sort((a, b) => a - b));
    expect(shades[0]).toBeLessThan(5);
    expect(shades[15]).toBeGreaterThan(100);
    expect(shades[15]).toBeLessThan(155);
    expect(shades[29]).toBeGreaterThan(250);
  });

  it('is not stronger where it crosses itself, and is the same in one go and point by point', () => {
    const soft: Brush = { tool: 'erase', width: 0.3, softness: 1 };
    const points = [0.2, 0.5, 0.8, 0.2].map((x) => ({ x, y: 0.5 }));
    const once = stroke(mask, points, soft);
    expect(once).toEqual(stroke(mask, points.slice(0, 3), soft));
    const go = beginStroke(mask, soft);
    const steps = points.map((point) => go([point]));
    expect(steps.at(-1)).toEqual(once);
    expect(steps[0]).not.toEqual(once); // what was returned before stays as it was
  });

  it('of the other tool brings the painting back', () => {
    const point = [{ x: 0.3, y: 0.3 }];
    const erased = stroke(mask, point, hard);
    expect(isFull(erased)).toBe(false);
    expect(isFull(stroke(erased, point, { ...hard, tool: 'paint', width: 0.3 }))).toBe(true);
  });

  it('may leave the picture, and changes nothing in place', () => {
    const after = stroke(
      mask,
      [
        { x: -2, y: -2 },
        { x: 3, y: 3 },
      ],
      hard,
    );
    expect(at(after, 40, 32)).toBe(0);
    expect(isFull(mask)).toBe(true);
  });
});

describe('coverage', () => {
  /** Bilinear interpolation as the books have it, one value at a time. */
  function expected(mask: Mask, width: number, height: number, x: number, y: number) {
    const clamp = (value: number, end: number) => Math.min(end, Math.max(0, value));
    const u = clamp(((x + 0.5) / width) * mask.width - 0.5, mask.width - 1);
    const v = clamp(((y + 0.5) / height) * mask.height - 0.5, mask.height - 1);
    let sum = 0;
    for (let row = 0; row < mask.height; row++) {
      for (let column = 0; column < mask.width; column++) {
        const near = Math.max(0, 1 - Math.abs(column - u)) * Math.max(0, 1 - Math.abs(row - v));
        sum += near * at(mask, column, row);
      }
    }
    return sum / 255;
  }

  it.each([
    [7, 5, 7, 5],
    [7, 5, 40, 31],
    [16, 12, 5, 3],
    [1, 9, 6, 20],
    [3, 1, 1, 1],
  ])('of a mask of %i x %i over %i x %i pixels is bilinear', (mw, mh, width, height) => {
    const mask = someMask(mw, mh);
    const rowAt = coverage(mask, width, height);
    for (let y = 0; y < height; y++) {
      const row = rowAt(y);
      expect(row).toHaveLength(width);
      for (let x = 0; x < width; x++) {
        expect(row[x]).toBeCloseTo(expected(mask, width, height, x, y), 5);
      }
    }
  });

  it('is exactly none and all where the mask is', () => {
    const mask = fullMask({ width: 5, height: 5 });
    expect([...coverage(mask, 9, 9)(4)]).toEqual(Array.from({ length: 9 }, () => 1));
    expect([...coverage(invert(mask), 9, 9)(4)]).toEqual(Array.from({ length: 9 }, () => 0));
  });
});

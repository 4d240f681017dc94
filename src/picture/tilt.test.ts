import { describe, expect, it } from 'vitest';
import { MOST_TILT, movedWithin, shrunkWithin, tilted } from './tilt.ts';

const photo = { width: 400, height: 300 };
const whole = { left: 0, top: 0, width: 1, height: 1 };

type Part = typeof whole;

/** How far a part reaches out of the tilted photo, in pixels; negative: it lies within by so much. */
function outside({ left, top, width, height }: Part, degrees: number): number {
  const corners = [left, left + width].flatMap((x) => [top, top + height].map((y) => ({ x, y })));
  return Math.max(
    ...corners.flatMap((corner) => {
      const { x, y } = tilted(corner, photo, -degrees);
      return [-x * photo.width, (x - 1) * photo.width, -y * photo.height, (y - 1) * photo.height];
    }),
  );
}

it('a tilt is clockwise, around the middle, and by as many pixels across as down', () => {
  const { x, y } = tilted({ x: 1, y: 0.5 }, photo, 10);
  expect((x - 0.5) * 400).toBeCloseTo(200 * Math.cos(Math.PI / 18));
  expect((y - 0.5) * 300).toBeCloseTo(200 * Math.sin(Math.PI / 18));
  expect(tilted({ x: 0.5, y: 0.5 }, photo, 10)).toEqual({ x: 0.5, y: 0.5 });
});

describe('a part of a tilted photo', () => {
  const corner = { left: 0.7, top: 0, width: 0.3, height: 0.5 };

  it.each([whole, corner])(
    'shows nothing outside of it, and is as large as it can be: %j',
    (part) => {
      for (const degrees of [-MOST_TILT, -3, 0.5, 7, MOST_TILT]) {
        const shrunk = shrunkWithin(part, photo, degrees);
        expect(outside(shrunk, degrees)).toBeCloseTo(-1.5);
        expect(shrunk.width / shrunk.height).toBeCloseTo(part.width / part.height);
      }
    },
  );

  it('is what was wanted where that lies within, and where nothing is tilted', () => {
    const middle = { left: 0.4, top: 0.4, width: 0.2, height: 0.2 };
    expect(shrunkWithin(middle, photo, 10)).toEqual(middle);
    expect(shrunkWithin(corner, photo, undefined)).toEqual(corner);
    expect(movedWithin(middle, corner, photo, undefined, false)).toEqual(corner);
  });

  it('that is moved stays within, and slides along the border', () => {
    const from = { left: 0.4, top: 0.4, width: 0.2, height: 0.2 };
    const to = { ...from, left: 0.8, top: 0.1 };
    for (const held of [true, false]) {
      const moved = movedWithin(from, to, photo, 10, held);
      expect(outside(moved, 10)).toBeLessThanOrEqual(-1.49);
      expect([moved.width, moved.height]).toEqual([expect.closeTo(0.2), expect.closeTo(0.2)]);
      // Down along the right side of the photo.
      const again = movedWithin(moved, { ...moved, left: 0.9, top: 0.3 }, photo, 10, held);
      expect(again.top).toBeGreaterThan(0.25);
      expect(outside(again, 10)).toBeLessThanOrEqual(-1.49);
    }
  });

  it('that is moved stays in the frame, out of which the photo reaches', () => {
    const from = { left: 0.3, top: 0.3, width: 0.1, height: 0.1 };
    for (const [left, top] of [
      ...[[0, 0.5] as const, [0.9, 0.4] as const],
      ...[[0.45, 0] as const, [0, 0] as const, [0.9, 0.9] as const],
    ]) {
      const moved = movedWithin(from, { ...from, left, top }, photo, 12, true);
      expect(outside(moved, 12)).toBeLessThanOrEqual(-1.49);
      expect(Math.min(moved.left, moved.top)).toBeGreaterThanOrEqual(0);
      expect(Math.max(moved.left, moved.top)).toBeLessThan(0.9 + 1e-9);
    }
  });

  it('that touches the border can be made smaller from each side and corner', () => {
    for (const degrees of [-15, -7.5, -0.5, 0.5, 3, 15]) {
      const largest = shrunkWithin(whole, photo, degrees);
      // In whole pixels of the photo, as the page has it.
      const [left, top] = [
        Math.round(largest.left * 400) / 400,
        Math.round(largest.top * 300) / 300,
      ];
      const width = Math.round(largest.width * 400) / 400;
      const from = { left, top, width, height: Math.round(largest.height * 300) / 300 };
      for (const [x, y] of [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => [x, y] as const))) {
        const [across, down] = [x && 0.1, y && 0.1];
        const to = {
          ...{ left: from.left + (x < 0 ? across : 0), top: from.top + (y < 0 ? down : 0) },
          ...{ width: from.width - across, height: from.height - down },
        };
        for (const held of x && y ? [true, false] : [false]) {
          expect(movedWithin(from, to, photo, degrees, held)).toEqual({
            ...{ left: expect.closeTo(to.left), top: expect.closeTo(to.top) },
            ...{ width: expect.closeTo(to.width), height: expect.closeTo(to.height) },
          });
        }
      }
    }
  });

  it('that is made larger keeps its shape where that is held', () => {
    const from = { left: 0.4, top: 0.4, width: 0.2, height: 0.2 };
    const to = { left: 0, top: 0, width: 0.6, height: 0.6 };
    const held = movedWithin(from, to, photo, 10, true);
    expect(held.width).toBeCloseTo(held.height);
    const free = movedWithin(from, to, photo, 10, false);
    for (const part of [held, free]) expect(outside(part, 10)).toBeLessThanOrEqual(-1.49);
    expect(free.width * free.height).toBeGreaterThanOrEqual(held.width * held.height);
  });
});

import { describe, expect, it } from 'vitest';
import { FlickerFilter } from './flickerFilter.ts';
import type { Pixels } from '../stylizer.ts';

const [WIDTH, HEIGHT] = [48, 32];

/** The same noise in every run (mulberry32). */
function randomOf(seed: number) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function filmOf(colour: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++)
      data.fill(colour(x, y), (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 4);
  }
  return { width: WIDTH, height: HEIGHT, data };
}

const paintingOf = (value: number) => new Float32Array(WIDTH * HEIGHT * 3).fill(value);
const at = (painting: Float32Array, x: number, y: number) =>
  painting[(y * WIDTH + x) * 3] as number;

describe('a steady film', () => {
  it('is the painting itself at first, and where all moves', () => {
    const filter = new FlickerFilter();
    const first = paintingOf(0.2);
    filter.apply(
      filmOf(() => 40),
      first,
      [1],
    );
    expect([...new Set(first)]).toEqual([...paintingOf(0.2).slice(0, 1)]);
    const second = paintingOf(0.8);
    filter.apply(
      filmOf(() => 200),
      second,
      [1],
    );
    expect(Math.min(...second)).toBeCloseTo(0.8, 6);
  });

  it('fades to the new painting by a fifth a frame where nothing moves', () => {
    const filter = new FlickerFilter();
    const film = filmOf(() => 100);
    filter.apply(film, paintingOf(0), [1]);
    const painting = paintingOf(1);
    filter.apply(film, painting, [1]);
    expect(painting[0]).toBeCloseTo(0.2, 6);
    const next = paintingOf(1);
    filter.apply(film, next, [1]);
    expect(next[0]).toBeCloseTo(0.36, 6);
  });

  it('is new where something moved, and calm elsewhere', () => {
    const filter = new FlickerFilter();
    filter.apply(
      filmOf(() => 100),
      paintingOf(0),
      [1],
    );
    const painting = paintingOf(1);
    filter.apply(
      filmOf((x) => (x < 16 ? 180 : 100)),
      painting,
      [1],
    );
    expect(at(painting, 4, 16)).toBeCloseTo(1, 6);
    expect(at(painting, 40, 16)).toBeCloseTo(0.2, 6);
  });

  it('starts over with another size or style', () => {
    for (const [film, style] of [
      [filmOf(() => 100), [0, 1]],
      [{ width: 32, height: 48, data: filmOf(() => 100).data }, [1, 0]],
    ] as const) {
      const filter = new FlickerFilter();
      filter.apply(
        filmOf(() => 100),
        paintingOf(0),
        [1, 0],
      );
      const painting = paintingOf(1);
      filter.apply(film, painting, style);
      expect(painting[0]).toBe(1);
    }
  });

  it('takes a camera’s noise for standing still: what flickers is at most half as much', () => {
    const random = randomOf(7);
    // Sum of twelve: normal enough. Sigma 2, as of a camera in good light.
    const noise = () => 2 * (Array.from({ length: 12 }, random).reduce((a, b) => a + b, 0) - 6);
    const boil = (filter: FlickerFilter | undefined) => {
      let [change, count] = [0, 0];
      let before: Float32Array | undefined;
      for (let frame = 0; frame < 12; frame++) {
        const film = filmOf((x, y) => 60 + 2 * x + y + noise());
        const painting = Float32Array.from(paintingOf(0.5), (v) => v + 0.02 * (random() - 0.5));
        filter?.apply(film, painting, [1]);
        if (before && frame > 4) {
          for (const [i, v] of painting.entries()) change += Math.abs(v - (before[i] as number));
          count += painting.length;
        }
        before = painting;
      }
      return change / count;
    };
    expect(boil(new FlickerFilter())).toBeLessThan(0.5 * boil(undefined));
  });
});

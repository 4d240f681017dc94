import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { brushOf, sideOf } from './brush.ts';
import { mostSide, outputSchema, outputSide, outputSize, seenSide } from './output.ts';

describe('the brush size', () => {
  it('goes from 2048 pixels, fine, to 256, broad, by equal factors', () => {
    expect([0, 1 / 3, 2 / 3, 1].map(sideOf)).toEqual([2048, 1024, 512, 256]);
  });

  it('is a multiple of 4 anywhere, and comes back from it', () => {
    for (let percent = 0; percent <= 100; percent++) {
      const side = sideOf(percent / 100);
      expect(side % 4).toBe(0);
      expect(brushOf(side)).toBeCloseTo(percent / 100, 5);
    }
  });
});

describe('the output size', () => {
  const photo = { width: 6000, height: 4000 };

  it('is that of the photo, twice of it, or a longest side', () => {
    expect(outputSize(photo, 'photo')).toEqual(photo);
    expect(outputSize({ width: 300, height: 200 }, 'double')).toEqual({ width: 600, height: 400 });
    expect(outputSize(photo, 3840)).toEqual({ width: 3840, height: 2560 });
  });

  it('is at most twice the photo, and at most 100 megapixels', () => {
    expect(outputSize({ width: 300, height: 200 }, 4000)).toEqual({ width: 600, height: 400 });
    const { width, height } = outputSize({ width: 12_000, height: 8000 }, 'double');
    expect(width * height).toBeLessThanOrEqual(100.1e6);
    expect(width / height).toBeCloseTo(1.5, 3);
  });

  it('has a pixel at least on each side', () => {
    expect(outputSize({ width: 2000, height: 1 }, 16)).toEqual({ width: 16, height: 1 });
  });

  it.each([
    ['1000', 1000],
    [' 1000.4 ', 1000],
    ['0', 16],
    ['-5', 16],
    ['1e9', 16_384],
    ['', undefined],
    ['large', undefined],
    ['NaN', undefined],
    ['0x400', undefined],
    ['１０２４', 1024],
    ['2048 px', 2048],
  ])('typed as "%s" is %s', (typed, side) => expect(outputSide(typed)).toBe(side));

  it('that is smaller than the brush size limits what the network sees', () => {
    expect(seenSide(photo, 300, 512)).toBe(300);
    expect(seenSide(photo, 'photo', 512)).toBe(512);
    // Photos are never enlarged for it, so there is nothing to limit.
    expect(seenSide({ width: 300, height: 200 }, 'double', 512)).toBe(512);
  });

  it('that is typed is at most what the photo gives', () => {
    const photo = { width: 1500, height: 1000 };
    expect(outputSide('1e9', mostSide(photo))).toBe(3000);
    expect(outputSide('16', mostSide({ width: 4, height: 3 }))).toBe(8);
  });

  it('that was kept is one of these', () => {
    const isKept = (output: unknown) => v.safeParse(outputSchema, output).success;
    expect(['photo', 'double', 16, 16_384].every(isKept)).toBe(true);
    expect(['huge', 0, 15.5, 1e9, null].some(isKept)).toBe(false);
  });
});

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { sharesOf, styleMix } from '../../engine/index.ts';
import { fakeManifest, realManifest } from '../testing/index.ts';
import { mixOf } from './boldness.ts';
import {
  knownStyles,
  type Mix,
  mixSchema,
  nameOfStyles,
  partsOf,
  stylesOf,
  withChanges,
  withoutStyle,
  withShare,
  withStyle,
} from './mix.ts';

/** A mix in one line: "a60 b40". */
const short = (parts: Mix) => parts.map(({ style, percent }) => `${style}${percent}`).join(' ');

const mix = (line: string): Mix =>
  line.split(' ').map((part) => ({ style: part.charAt(0), percent: Number(part.slice(1)) }));

const ALONE = { style: 'a', mix: [] };

describe('a mix', () => {
  it('grows to four styles of equal shares, and no further', () => {
    let parts = partsOf(ALONE);
    const seen = ['b', 'c', 'd', 'e', 'a'].map((style) => short((parts = withStyle(parts, style))));
    const full = 'a25 b25 c25 d25';
    expect(seen).toEqual(['a50 b50', 'a34 b33 c33', full, full, full]);
  });

  it('keeps the proportions of the others when a style joins or leaves', () => {
    expect(short(withStyle(mix('a80 b20'), 'c'))).toBe('a54 b13 c33');
    expect(short(withoutStyle(mix('a60 b30 c10'), 'c'))).toBe('a67 b33');
    expect(short(withoutStyle(mix('a60 b30 c10'), 'x'))).toBe('a60 b30 c10');
  });

  it('keeps its last style', () => {
    expect(short(withoutStyle(partsOf(ALONE), 'a'))).toBe('a100');
  });

  it.each([
    [70, 'a70 b20 c10'],
    [0, 'a1 b66 c33'],
    [100, 'a98 b1 c1'],
    [33.4, 'a33 b45 c22'],
  ])('gives a style the share %d, and the others the rest in their proportions', (share, line) => {
    expect(short(withShare(mix('a40 b40 c20'), 'a', share))).toBe(line);
  });

  it('of any shares sums to 100, with none below 1', () => {
    for (let share = 1; share <= 97; share++) {
      const parts = withShare(mix('a97 b1 c1 d1'), 'b', share);
      expect(parts.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
      expect(Math.min(...parts.map(({ percent }) => percent))).toBeGreaterThan(0);
      expect(parts[1]?.percent).toBe(share);
    }
  });

  it('names its strongest style for what knows no mix', () => {
    expect(stylesOf(mix('a30 b70'))).toEqual({ style: 'b', mix: mix('a30 b70') });
  });

  it('names the one that was taken first where shares are equal', () => {
    expect(stylesOf(withStyle(mix('b100'), 'a'))).toEqual({ style: 'b', mix: mix('b50 a50') });
    expect(stylesOf(mix('c20 b40 a40')).style).toBe('b');
  });

  it('of one style is that style', () => {
    expect(stylesOf(mix('b100'))).toEqual({ style: 'b', mix: [] });
  });

  it('has the same name whatever the order of its styles', () => {
    expect(nameOfStyles(stylesOf(mix('a50 b50')))).toBe('a-50-b-50');
    expect(nameOfStyles(stylesOf(mix('b50 a50')))).toBe('a-50-b-50');
    expect(nameOfStyles(stylesOf(mix('a30 b70')))).toBe('b-70-a-30');
    expect(nameOfStyles(ALONE)).toBe('a');
  });

  it('ends when a style is chosen alone, and with nothing else', () => {
    const settings = { ...stylesOf(mix('a30 b70')), boldness: 0.5 };
    expect(withChanges(settings, { style: 'b' })).toEqual({ style: 'b', mix: [], boldness: 0.5 });
    expect(withChanges(settings, { boldness: 1 })).toEqual({ ...settings, boldness: 1 });
    expect(withChanges(settings, stylesOf(mix('a50 c50'))).mix).toEqual(mix('a50 c50'));
  });
});

describe('a mix that was kept', () => {
  const kept = (value: unknown) => v.parse(v.fallback(mixSchema, []), value);

  it('comes back', () => {
    expect(kept(mix('a30 b70'))).toEqual(mix('a30 b70'));
    expect(kept([])).toEqual([]);
  });

  it.each([
    ['does not sum to 100', mix('a30 b60')],
    ['has a share of nothing', mix('a100 b0')],
    ['has a part of a percent', mix('a49.5 b50.5')],
    ['names a style twice', mix('a50 a50')],
    ['has one style', mix('a100')],
    ['has five', mix('a20 b20 c20 d20 e20')],
    ['is no list', 'a50 b50'],
    ['has parts of another kind', [{ style: 1, percent: 100 }]],
  ])('is none where it %s', (_, value) => {
    expect(kept(value)).toEqual([]);
  });

  it('loses the styles that the server lacks, and the rest is rescaled', () => {
    const parts = [
      { style: 'gone', percent: 50 },
      { style: 'wave', percent: 20 },
      { style: 'night', percent: 30 },
    ];
    expect(knownStyles(stylesOf(parts), fakeManifest)).toEqual({
      style: 'night',
      mix: [
        { style: 'wave', percent: 40 },
        { style: 'night', percent: 60 },
      ],
    });
    expect(knownStyles(stylesOf(parts.slice(0, 2)), fakeManifest)).toEqual({
      style: 'wave',
      mix: [],
    });
    expect(knownStyles(stylesOf(mix('x50 y50')), fakeManifest)).toEqual({ style: 'wave', mix: [] });
    const manifest = { ...fakeManifest, defaultStyle: 'night' };
    expect(knownStyles(stylesOf(mix('x50 y50')), manifest)).toEqual({ style: 'night', mix: [] });
  });
});

describe('the weights of the rows', () => {
  const [first, second] = realManifest.styles;
  const ids = [first?.id ?? '', second?.id ?? ''];
  const MODEL = realManifest.default;
  const weights = (percents: number[]) => {
    const parts = ids.map((style, i) => ({ style, percent: percents[i] ?? 0 }));
    return sharesOf(mixOf({ ...stylesOf(parts), boldness: 0.3 }, realManifest, MODEL));
  };

  it('of a mix are those of its styles, by their shares', () => {
    const [a, b] = [0, 1].map((index) => styleMix(realManifest.styles, index, 0.3));
    const mixed = weights([25, 75]);
    for (const [row, weight] of mixed.entries()) {
      expect(weight).toBeCloseTo(0.25 * (a?.[row] ?? 0) + 0.75 * (b?.[row] ?? 0), 12);
    }
    expect(mixed.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('of one style are exactly those of the style', () => {
    const alone = styleMix(realManifest.styles, 0, 0.3);
    expect(mixOf({ style: ids[0] ?? '', boldness: 0.3 }, realManifest, MODEL)).toEqual(alone);
    expect(mixOf({ style: ids[0] ?? '', mix: [], boldness: 0.3 }, realManifest, MODEL)).toEqual(
      alone,
    );
  });
});

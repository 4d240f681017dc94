import { afterEach, describe, expect, it } from 'vitest';
import { speak, words } from '../words/index.ts';
import {
  against,
  clock,
  lengthText,
  count,
  duration,
  fileSize,
  large,
  megabytes,
  moment,
  percent,
  ratio,
  speed,
  speedText,
  ssimText,
  times,
} from './format.ts';

const formats = { clock, lengthText, count, duration, fileSize, large, megabytes, percent, times };

describe('an SSIM', () => {
  it.each([
    [1, '1.000'],
    [0.99996, '0.999'],
    [0.9994, '0.999'],
    [0.9123, '0.912'],
    [-0.02, '-0.020'],
  ])('of %d is %s: 1 of equal pictures only', (ssim, text) => {
    expect(ssimText(ssim)).toBe(text);
  });
});

describe('a ratio', () => {
  it('is how many times less or more', () => {
    expect(ratio(8, 2)).toEqual({ value: '4.0×', word: 'less' });
    expect(against(20, 800, words.shared.ratio.time)).toBe('40× slower');
  });

  it.each([
    [100, 100.9],
    [0, 0],
  ])('of %d and %d is the same', (left, right) => {
    expect(against(left, right)).toBe('the same');
  });

  it('below 1.05 is in percent, since “1.0× less” says nothing', () => {
    expect(against(100, 97)).toBe('3 % less');
    expect(against(100, 104.9)).toBe('5 % more');
    expect(against(100, 105)).toBe('1.1× more');
  });

  it.each([
    [0, 5],
    [5, 0],
  ])('of %d and %d is a dash: there is no factor', (left, right) => {
    expect(against(left, right)).toBe('–');
  });
});

describe('the speed of runs that took turns', () => {
  it('is the factor of the medians', () => {
    expect(speed([20, 22, 21, 20], [10, 11, 10, 10])).toEqual({ value: '2.1×', word: 'faster' });
  });

  it.each([
    ['of medians that are less than 5 % apart', [100, 100, 100], [104, 103, 104]],
    ['of medians that are the same, however the runs vary', [20, 20, 20], [20, 5, 90]],
    ['within a step of the clock', [0.1, 0.1, 0.1], [0.2, 0.2, 0.2]],
    ['of runs that are too short for the clock', [0, 0], [0, 0]],
  ])('is “as fast” %s', (_when, left, right) => {
    expect(speedText(left, right)).toBe('as fast');
  });

  it.each([
    ['more than a quarter of the rounds says the opposite', [22, 9, 30], [14, 20, 10]],
    [
      'the medians differ much, but as many rounds say one as the other',
      [9, 9, 40, 8],
      [22, 7, 20, 30],
    ],
  ])('is not told where %s', (_when, left, right) => {
    expect(speedText(left, right)).toBe('varies too much to tell');
  });

  it('is a dash without runs', () => {
    expect(speedText([], [1])).toBe('–');
  });
});

it.each([
  ['fileSize', 412, '0.4 kB'],
  ['fileSize', 9_949, '9.9 kB'],
  ['fileSize', 9_950, '10 kB'],
  ['fileSize', 412_400, '412 kB'],
  ['fileSize', 999_499, '999 kB'],
  ['fileSize', 999_500, '1.00 MB'],
  ['fileSize', 41_200_000, '41.2 MB'],
  ['megabytes', 52_400, '0.052 MB'],
  ['megabytes', 99_500, '0.10 MB'],
  ['megabytes', 778_123, '0.78 MB'],
  ['megabytes', 9_940_000, '9.94 MB'],
  ['megabytes', 20_093_184, '20.1 MB'],
  ['megabytes', 1_234_000_000, '1234 MB'],
  ['duration', 0, '0.0 ms'],
  ['duration', 8.34, '8.3 ms'],
  ['duration', 83.2, '83 ms'],
  ['duration', 1234, '1.23 s'],
  ['duration', 42_100, '42.1 s'],
  ['clock', 75.4, '1:15'],
  ['clock', 5, '0:05'],
  ['clock', Infinity, '–'],
  ['lengthText', 5.95, '0:06'],
  ['lengthText', 5.4, '0:05'],
  ['lengthText', Infinity, '–'],
  ['percent', 0.7828, '78 %'],
  ['percent', 0.005, '1 %'],
  ['count', 1_674_432, '1,674,432'],
  ['count', 0.4, '0'],
  ['large', 10_078_912_512, '10.1 billion'],
  ['large', 294_912_000, '295 million'],
  ['large', 5_000_000, '5.0 million'],
  ['large', 250_000_000_000, '250 billion'],
  ['times', 4.6037, '4.6×'],
  ['times', 37.2, '37×'],
] as const)('%s writes %d as "%s"', (name, value, text) => {
  expect(formats[name](value)).toBe(text);
});

describe('in Chinese', () => {
  afterEach(() => speak('en'));

  it.each([
    ['megabytes', 778_123, '0.78 MB'],
    ['duration', 83.2, '83 毫秒'],
    ['duration', 1234, '1.23 秒'],
    ['percent', 0.7828, '78%'],
    ['count', 1_674_432, '1,674,432'],
    ['large', 10_078_912_512, '101亿'],
    ['large', 294_912_000, '2.95亿'],
    ['large', 5_000_000, '500万'],
    ['times', 4.6037, '4.6×'],
  ] as const)('%s writes %d as "%s"', async (name, value, text) => {
    await speak('zh-Hans');
    expect(formats[name](value)).toBe(text);
  });

  it('less and more are Chinese, too', async () => {
    await speak('zh-Hans');
    expect(against(20, 800, words.shared.ratio.time)).toBe('40× 更慢');
    expect(against(8, 2)).toBe('4.0× 更少');
    expect(against(8, 8)).toBe('相同');
  });
});

it('a moment is a time of day, with its date where it is not today', () => {
  const at = (day: number) => new Date(2026, 10, day, 15, 42).getTime();
  expect(moment(at(29), at(29))).toMatch(/^3:42\sPM$/);
  expect(moment(at(29), at(30))).toMatch(/^Nov 29, 2026, 3:42\sPM$/);
});

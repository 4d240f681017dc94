import { describe, expect, it } from 'vitest';
import { Pace, PACES } from './pace.ts';

/** A machine that takes `msPerMegapixel`; paints `seconds` of frames and returns the sizes it saw. */
function paint(pace: Pace, msPerMegapixel: () => number, seconds: number, start = 0): number[] {
  const sizes: number[] = [];
  let now = start;
  while (now < start + 1000 * seconds) {
    const { size } = pace.report();
    const ms = msPerMegapixel() * (size / 1000) ** 2;
    now += ms;
    sizes.push(pace.frame(ms, now));
  }
  return sizes;
}

const changes = (sizes: readonly number[]) =>
  sizes.filter((size, i) => i > 0 && size !== sizes[i - 1]).length;

describe('the size that holds a rate', () => {
  it.each([
    // [ms for a million pixels, the largest size whose frames take no more than 41.7 ms]
    [100, 640], // 41 ms at 640: kept while it holds, reached only with room (85 %)
    [300, 320], // 30.7 ms; 384 would be 44.2
    [500, 256], // 32.8 ms; 320 would be 51.2
  ])('%d ms a megapixel: no more than %d pixels, and not needlessly few', (speed, most) => {
    const pace = new Pace(24, 256);
    const sizes = paint(pace, () => speed, 60);
    const { size, ms, verdict } = pace.report();
    expect(verdict).toBe('holds');
    expect(size).toBeLessThanOrEqual(most);
    expect(ms).toBeLessThanOrEqual(1.1 * (1000 / 24));
    // Two sizes up would be too slow.
    const above = PACES[PACES.findIndex((known) => known === size) + 2] as number;
    expect(speed * (above / 1000) ** 2).toBeGreaterThan(0.85 * (1000 / 24));
    expect(sizes.slice(-20)).toEqual(Array(20).fill(size));
  });

  it.each([128, 256, 512])(
    'is 256 where even that is too slow, and says so: begun at %d',
    (first) => {
      const pace = new Pace(24, first);
      const sizes = paint(pace, () => 10_000, 60); // 655 ms at 256
      expect(pace.report()).toMatchObject({ size: 256, verdict: 'slow' });
      expect(Math.min(...sizes)).toBe(256);
    },
  );

  it('does not go to and fro where a machine is just between two sizes', () => {
    const pace = new Pace(24, 256);
    let toss = 1;
    // Noise of 10 % around a speed at which 320 takes just as long as there is time.
    const speed = () => 407 * (1 + 0.1 * Math.sin(toss++ * 12.9898));
    paint(pace, speed, 20);
    expect(changes(paint(pace, speed, 120, 20_000))).toBeLessThanOrEqual(4);
  });

  it('steps down within a second of a machine that gets slower, and up again when that is over', () => {
    const pace = new Pace(24, 512);
    paint(pace, () => 100, 10);
    const before = pace.report().size;
    paint(pace, () => 400, 1, 10_000);
    expect(pace.report().size).toBeLessThan(before);
    paint(pace, () => 100, 30, 11_000);
    expect(pace.report().size).toBe(before);
  });

  it('says that a device has slowed down, once a size had held for long, until it holds again', () => {
    const pace = new Pace(24, 512);
    paint(pace, () => 100, 5);
    const before = pace.report().size;
    paint(pace, () => 400, 5, 5000);
    expect(pace.report()).toMatchObject({ heldBefore: undefined }); // it had not held for long
    paint(pace, () => 100, 60, 10_000);
    expect(pace.report().size).toBe(before);
    paint(pace, () => 400, 5, 70_000);
    expect(pace.report()).toMatchObject({ heldBefore: before });
    paint(pace, () => 100, 30, 75_000);
    expect(pace.report()).toMatchObject({ size: before, heldBefore: undefined });
  });

  it('is not misled by a slow frame now and then', () => {
    const pace = new Pace(24, 320);
    let frame = 0;
    const sizes = paint(pace, () => (++frame % 6 === 0 ? 3000 : 300), 30);
    expect(new Set(sizes)).toEqual(new Set([320]));
  });

  it('is no larger than what makes sense', () => {
    expect(new Pace(24, 256, 48).report().size).toBe(48); // a camera that has no more
    const pace = new Pace(24, 128, 480);
    paint(pace, () => 1, 60);
    expect(pace.report()).toMatchObject({ size: 384, larger: undefined });
  });

  it('says what the next size would take', () => {
    const pace = new Pace(24, 256);
    paint(pace, () => 500, 1);
    const { size, ms, larger } = pace.report();
    expect(size).toBe(256);
    expect(ms).toBeCloseTo(32.8, 1);
    expect(larger?.size).toBe(320);
    expect(larger?.ms).toBeCloseTo(51.2, 1);
  });
});

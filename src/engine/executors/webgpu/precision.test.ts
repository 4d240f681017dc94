import { describe, expect, it, vi } from 'vitest';
import { networkOf } from '../../testing/node.ts';
import type { FloatImage, PreparedModel, RunOptions } from '../executor.ts';
import { preparePrecise } from './precision.ts';

const model = {
  ...{ id: 'x', spec: networkOf('compressed'), styles: 1, cached: false },
  weights: new Map(),
};

/** A model that paints by `paint`. */
const fake = (paint: (value: number) => number) => ({
  run: vi.fn(async ({ values }: FloatImage) => ({ values: values.map(paint) })),
  dispose: vi.fn(),
});

const whole = () => fake((value) => value);

async function prepared(half: PreparedModel | Error, full: PreparedModel, hasHalf = true) {
  const tell = vi.fn();
  let overflow: (() => void) | undefined;
  const ready = await preparePrecise(
    model,
    async (precision, onOverflow) => {
      if (precision === 'float32') return full;
      overflow = onOverflow;
      if (half instanceof Error) throw half;
      return half;
    },
    hasHalf,
    tell,
  );
  return { ready, tell, overflow: () => overflow?.() };
}

const image = { width: 20, height: 20, values: new Float32Array(1200).fill(0.5) };

describe('float16', () => {
  it('is used where it paints the same', async () => {
    const half = fake((value) => value + 0.001);
    const { ready, tell } = await prepared(half, whole());
    expect((await ready.run(image, [1])).values[0]).toBeCloseTo(0.501);
    expect(tell).not.toHaveBeenCalled();
  });

  it.each([
    ['another picture', fake((value) => 1 - value)],
    ['black', fake(() => 0)],
    ['no numbers', fake(() => Number.NaN)],
    ['nothing, since it does not compile', new Error('no vec4h here')],
  ])('is not used where it paints %s, and the fault is told', async (_, half) => {
    const full = whole();
    const { ready, tell } = await prepared(half, full);
    expect(ready).toBe(full);
    expect(tell).toHaveBeenCalledOnce();
    const disposed = half instanceof Error ? 1 : half.dispose.mock.calls.length;
    expect(disposed).toBe(1);
  });

  it('is not tried where the device lacks it', async () => {
    const half = whole();
    const full = whole();
    expect((await prepared(half, full, false)).ready).toBe(full);
    expect(half.run).not.toHaveBeenCalled();
  });

  it('fits only where float32, which may have to repeat a run, fits, too', async () => {
    const half = Object.assign(
      fake((value) => value),
      { fits: () => true },
    );
    const full = Object.assign(whole(), { fits: (height: number) => height < 100 });
    const { ready } = await prepared(half, full);
    expect([ready.fits?.(99, 9), ready.fits?.(100, 9)]).toEqual([true, false]);
  });

  it('that overflows in the middle, which ReLU hides, is painted once more in float32', async () => {
    const half = {
      ...fake((value) => value),
      run: vi.fn(async ({ values }: FloatImage, _style: unknown, options?: RunOptions) => ({
        values,
        ...(options?.withStatistics && { statistics: [Float32Array.of(1, Number.NaN)] }),
      })),
    };
    const full = whole();
    const { ready, tell } = await prepared(half, full);
    const result = await ready.run(image, [1]);
    expect(full.run).toHaveBeenCalledTimes(2); // the comparison, and the repetition
    expect(result.values[0]).toBe(0.5);
    expect(tell).toHaveBeenCalledOnce();
  });

  it('gives statistics only to who asks for them', async () => {
    const half = {
      ...fake((value) => value),
      run: vi.fn(async ({ values }: FloatImage) => ({
        ...{ values, statistics: [Float32Array.of(1, 1)] },
      })),
    };
    const { ready } = await prepared(half, whole());
    expect(await ready.run(image, [1])).not.toHaveProperty('statistics');
    expect(await ready.run(image, [1], { withStatistics: true })).toHaveProperty('statistics');
  });

  it('that overflows later is painted once more in float32, and so is what follows', async () => {
    let overflows = false;
    const half = fake((value) => (overflows ? Number.NaN : value));
    const full = whole();
    const { ready, tell } = await prepared(half, full);
    await ready.run(image, [1]);
    expect(full.run).toHaveBeenCalledTimes(1); // the comparison
    overflows = true;
    expect((await ready.run(image, [1])).values[0]).toBe(0.5);
    await ready.run(image, [1]);
    expect(full.run).toHaveBeenCalledTimes(3);
    expect(tell).toHaveBeenCalledOnce();
    ready.dispose();
    expect(half.dispose).toHaveBeenCalledOnce();
    expect(full.dispose).toHaveBeenCalledOnce();
  });

  it('whose frame overflowed is left for the next frame, and told once', async () => {
    const [halfBitmap, wholeBitmap] = [{}, {}] as ImageBitmap[];
    const half = Object.assign(
      fake((value) => value),
      { runFrame: vi.fn(async () => halfBitmap as ImageBitmap) },
    );
    const full = Object.assign(whole(), { runFrame: async () => wholeBitmap as ImageBitmap });
    const { ready, tell, overflow } = await prepared(half, full);
    const frame = () => ready.runFrame?.({} as ImageBitmap, [1], { width: 20, height: 20 });
    expect(await frame()).toBe(halfBitmap);
    overflow();
    overflow();
    expect(await frame()).toBe(wholeBitmap);
    expect(half.dispose).toHaveBeenCalledOnce();
    expect(tell).toHaveBeenCalledOnce();
    ready.dispose();
    expect(half.dispose).toHaveBeenCalledOnce();
  });
});

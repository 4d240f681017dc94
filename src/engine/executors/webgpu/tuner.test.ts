import { afterEach, describe, expect, it, vi } from 'vitest';
import { convolutions, type Convolution } from '../../../network/index.ts';
import { networkOf } from '../../testing/node.ts';
import { measureOn } from './measure.ts';
import { dawnGpu } from './testing/dawn.ts';
import { tileMemory, type TileMemory } from './tileMemory.ts';
import { candidates, type Tile } from './tiles.ts';
import { Tuner, type Measure } from './tuner.ts';

const layers = convolutions(networkOf('original'));
const limits = { precision: 'float32', bytes: 1e9 } as const;
const [, , , residual] = layers as [Convolution, Convolution, Convolution, Convolution];
const PIXELS = 64 * 64;

/** Nobody ever uses the device. */
const NEVER = new AbortController().signal;

const noMemory: TileMemory = { load: async () => [], save: async () => {} };

function tuner(measure: Measure, memory = noMemory) {
  return new Tuner({ limits, measure, memory, idle: async () => NEVER });
}

/** Of all candidates, the third is the quickest. */
const thirdIsBest: Measure = async (conv, height, width, tile) => {
  const pixels = (height * width * conv.upsample ** 2) / conv.stride ** 2;
  const own = conv.upsample === 2 ? height * width : pixels;
  const at = candidates(conv, own, limits).findIndex((other) => other === tile);
  return at < 0
    ? JSON.stringify(candidates(conv, own, limits)[2]) === JSON.stringify(tile)
      ? 1
      : 2
    : 2;
};

describe('the tuner', () => {
  it('answers with the guess before it has measured, and with the quickest after', async () => {
    const own = tuner(thirdIsBest);
    const all = candidates(residual, PIXELS, limits);
    expect(own.tileOf(residual, PIXELS)).toEqual(all[0]);
    const { version } = own;
    await own.tune(layers, 256, 256);
    expect(own.tileOf(residual, PIXELS)).toEqual(all[2]);
    expect(own.version).toBeGreaterThan(version);
  });

  it('stays with the guess where another tile is hardly quicker, or only was while the device was waking up', async () => {
    const all = candidates(residual, PIXELS, limits);
    const isGuess = (tile: Tile) => JSON.stringify(tile) === JSON.stringify(all[0]);
    const hardly = tuner(async (_c, _h, _w, tile) => (isGuess(tile) ? 1 : 0.95));
    await hardly.tune([residual], 64, 64 * 4);
    expect(hardly.tileOf(residual, 64 * 256)).toEqual(candidates(residual, 64 * 256, limits)[0]);
    let timings = 0;
    const wakes = tuner(async () => 10 / ++timings);
    await wakes.tune([residual], 256, 256);
    const pixels = 256 * 256;
    expect(wakes.tileOf(residual, pixels)).toEqual(candidates(residual, pixels, limits)[0]);
  });

  it('tells each timing the least so far, so that what is clearly slower is not timed for long', async () => {
    const told: (number | undefined)[] = [];
    const own = tuner(async (_c, _h, _w, _t, _s, least) => {
      told.push(least);
      return told.length === 2 ? 1 : 5;
    });
    await own.tune([residual], 256, 256);
    expect(told.slice(0, 4)).toEqual([Number.POSITIVE_INFINITY, 5, 1, 1]);
  });

  it('measures each kind of convolution once', async () => {
    const measure = vi.fn(thirdIsBest);
    const own = tuner(measure);
    await own.tune(layers, 256, 256);
    const { length } = measure.mock.calls;
    // Seven kinds, and never more than six candidates, of which the first is timed twice.
    expect(length).toBeLessThanOrEqual(7 * 7);
    await own.tune(layers, 256, 256);
    expect(measure.mock.calls).toHaveLength(length);
  });

  it('leaves tiny pictures alone, passes over what the device refuses, and never rejects', async () => {
    const measure = vi.fn(() => Promise.reject(new Error('refused')));
    const save = vi.fn(async () => {});
    const own = tuner(measure, { ...noMemory, save });
    await own.tune(layers, 20, 20);
    expect(measure).not.toHaveBeenCalled();
    await own.tune(layers, 256, 256);
    expect(own.tileOf(residual, PIXELS)).toEqual(candidates(residual, PIXELS, limits)[0]);
    expect(save).not.toHaveBeenCalled(); // a guess is nothing to remember
    const ended = new Tuner({
      ...{ limits, measure, memory: noMemory },
      idle: () => Promise.reject(new Error('gone')),
    });
    await expect(ended.tune(layers, 256, 256)).resolves.toBeUndefined();
  });
});

describe('while a visitor uses the device', () => {
  it('what was being timed is timed once more, when nobody does any more', async () => {
    const used = new AbortController();
    const signals = [used.signal, NEVER];
    const idle = vi.fn(async () => signals[Math.min(idle.mock.calls.length, 2) - 1] ?? NEVER);
    const timed: Tile[] = [];
    const measure: Measure = async (conv, height, width, tile, signal) => {
      timed.push(tile);
      if (signal === used.signal) {
        used.abort(); // somebody paints in the middle of it
        signal.throwIfAborted();
      }
      return thirdIsBest(conv, height, width, tile, signal);
    };
    const own = new Tuner({ limits, measure, memory: noMemory, idle });
    await own.tune([residual], 64 * 4, 64 * 4);
    expect(timed[0]).toEqual(timed[1]);
    expect(idle).toHaveBeenCalledTimes(timed.length);
    const pixels = 256 * 256;
    expect(own.tileOf(residual, pixels)).toEqual(candidates(residual, pixels, limits)[2]);
  });

  it('nothing is timed, and what was found before is kept', async () => {
    const kept: number[] = [];
    const memory: TileMemory = { ...noMemory, save: async (found) => void kept.push(found.size) };
    let kinds = 0;
    const idle = async () => {
      if (kinds === 2) throw new Error('the visitor leaves');
      return NEVER;
    };
    const measure: Measure = async (...args) => thirdIsBest(...args);
    const own = new Tuner({
      limits,
      measure,
      idle,
      memory: {
        ...memory,
        save: async (found) => {
          kinds = found.size;
          await memory.save(found);
        },
      },
    });
    await own.tune(layers, 256, 256);
    expect(kept).toEqual([1, 2]);
  });

  it('sizes that are asked for meanwhile are tuned afterwards, each once', async () => {
    const sizes = new Set<number>();
    const own = tuner(async (conv, height, width, tile, signal) => {
      if (conv.name === residual.name) sizes.add(height);
      return thirdIsBest(conv, height, width, tile, signal);
    });
    const frames = [512, 1024, 1024, 512].map((side) => own.tune(layers, side, side));
    await Promise.all(frames);
    // The residual blocks have a quarter of the size.
    expect([...sizes]).toEqual([128, 256]);
  });
});

describe('what was found', () => {
  const kept = new Map<string, Response>();
  const cache = {
    match: async (url: string) => kept.get(url)?.clone(),
    put: async (url: string, response: Response) => void kept.set(url, response),
  };
  afterEach(() => {
    vi.unstubAllGlobals();
    kept.clear();
  });

  it('is known on the next visit, for this device only', async () => {
    vi.stubGlobal('caches', { open: async () => cache });
    const first = tuner(thirdIsBest, tileMemory('a GPU'));
    await first.tune(layers, 256, 256);
    const measure = vi.fn(thirdIsBest);
    const next = tuner(measure, tileMemory('a GPU'));
    await next.recall();
    expect(next.tileOf(residual, PIXELS)).toEqual(first.tileOf(residual, PIXELS));
    await next.tune(layers, 256, 256);
    expect(measure).not.toHaveBeenCalled();
    const other = tuner(measure, tileMemory('another GPU'));
    await other.recall();
    expect(other.tileOf(residual, PIXELS)).toEqual(candidates(residual, PIXELS, limits)[0]);
  });

  it('is forgotten without harm where the cache is full, forbidden or holds something else', async () => {
    const tile = candidates(residual, PIXELS, limits)[0] as Tile;
    const found = new Map([['x', tile]]);
    vi.stubGlobal('caches', { open: () => Promise.reject(new Error('forbidden')) });
    await expect(tileMemory('a GPU').save(found)).resolves.toBeUndefined();
    expect(await tileMemory('a GPU').load()).toEqual([]);
    vi.stubGlobal('caches', {
      open: async () => ({ match: async () => Response.json([['x', {}]]) }),
    });
    expect(await tileMemory('a GPU').load()).toEqual([]);
  });
});

it('stops timing as soon as somebody uses the device, and leaves nothing there', async () => {
  const gpu = await dawnGpu();
  const conv: Convolution = { ...residual, inputs: 8, outputs: 8 };
  const tile = candidates(conv, 64, limits).at(-1) as Tile;
  const used = new AbortController();
  const submit = vi.spyOn(gpu.device.queue, 'submit').mockImplementationOnce((): undefined => {
    used.abort();
    return undefined;
  });
  const timed = measureOn(gpu, 'float32')(conv, 8, 8, tile, used.signal);
  await expect(timed).rejects.toThrow(/abort/i);
  expect(submit).toHaveBeenCalledOnce();
  expect(gpu.count).toBe(0);
  gpu.dispose();
});

it('times a convolution on a device, and leaves nothing there', async () => {
  const gpu = await dawnGpu();
  const conv: Convolution = { ...residual, inputs: 64, outputs: 64 };
  const own = candidates(conv, 64, limits);
  for (const tile of [own[0], own.at(-1)] as [Tile, Tile]) {
    expect(await measureOn(gpu, 'float32')(conv, 8, 8, tile, NEVER)).toBeGreaterThan(0);
  }
  expect(gpu.count).toBe(0);
  gpu.dispose();
});

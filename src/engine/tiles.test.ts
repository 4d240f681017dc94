/** Tiles against the whole picture, on both of our engines. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Executor } from './executors/executor.ts';
import { nodeWasmExecutor } from './executors/wasm/testing/node.ts';
import { createLocalStylizer } from './host/local.ts';
import type { Pixels, Statistics, Stylizer } from './stylizer.ts';
import { styleMix } from './styleRows.ts';
import { BASE, manifest, modelServer, WASM } from './testing/node.ts';
import {
  paintTiles,
  sampleStatistics,
  tilesOf,
  type Area,
  type LargeJob,
  type TilesDone,
} from './tiles.ts';

const model = 'compressed-float32';
const style = styleMix(manifest.styles, 0, 0.5);
const [WIDTH, HEIGHT] = [340, 220];
const SIZE = { side: 304, halo: 100 };

/** A picture with flat parts, edges and fine detail, and brighter from the top to the bottom. */
const photo: Pixels = {
  ...{ width: WIDTH, height: HEIGHT },
  data: Uint8ClampedArray.from({ length: 4 * WIDTH * HEIGHT }, (_, i) => {
    const [at, c] = [i >> 2, i % 4];
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    const disc = Math.hypot(x - 130, y - 100) < 70 ? 70 : 0;
    const fine = x > 220 ? 40 * Math.sin(x * 0.9 + c) * Math.cos(y * 0.7) : 0;
    return c === 3 ? 255 : 40 + (y / HEIGHT) * 90 + disc + fine + 15 * c;
  }),
};

function read({ left, top, width, height }: Area): Promise<Pixels> {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < height; row++) {
    const from = 4 * ((top + row) * WIDTH + left);
    data.set(photo.data.subarray(from, from + 4 * width), 4 * row * width);
  }
  return Promise.resolve({ width, height, data });
}

const job: LargeJob = { model, style, width: WIDTH, height: HEIGHT, read };

async function whole(stylizer: Stylizer): Promise<{ picture: Pixels; statistics: Statistics }> {
  for await (const update of stylizer.run({ model, style, picture: photo, withStatistics: true })) {
    if (update.type === 'result' && update.statistics) {
      return { picture: update.picture, statistics: update.statistics };
    }
  }
  throw new Error('no result');
}

type Write = Parameters<typeof paintTiles>[4];

/** @returns an empty picture, and what puts tiles into it */
function canvas(): { picture: Pixels; write: Write } {
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  const write: Write = async ({ seen, kept }, painted) => {
    for (let row = 0; row < kept.height; row++) {
      const at = (kept.top - seen.top + row) * seen.width + kept.left - seen.left;
      const to = 4 * ((kept.top + row) * WIDTH + kept.left);
      data.set(painted.data.subarray(4 * at, 4 * (at + kept.width)), to);
    }
  };
  return { picture: { width: WIDTH, height: HEIGHT, data }, write };
}

async function inTiles(stylizer: Stylizer, statistics: Statistics, told: number[] = []) {
  const { picture, write } = canvas();
  const tell = ({ share }: TilesDone) => told.push(share);
  await paintTiles(stylizer, job, SIZE, statistics, write, { tell });
  return picture;
}

const largest = (a: Pixels, b: Pixels) =>
  a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i]!)), 0);

describe('the tiles of a picture', () => {
  it.each([
    [100, 80, { side: 300, halo: 96 }],
    [6000, 4000, { side: 2048, halo: 96 }],
    [4001, 17, { side: 512, halo: 56 }],
    [301, 1003, { side: 304, halo: 96 }],
  ])('%i x %i cover it once, and see a halo as far as it reaches', (width, height, size) => {
    const tiles = tilesOf(width, height, size);
    const covered = tiles.reduce((sum, { kept }) => sum + kept.width * kept.height, 0);
    expect(covered).toBe(width * height);
    for (const { seen, kept } of tiles) {
      expect(Math.max(seen.width, seen.height)).toBeLessThanOrEqual(size.side);
      expect(seen.left % 4).toBe(0);
      expect(seen.top % 4).toBe(0);
      const { halo } = size;
      const wide = tiles.length > 1;
      expect(seen.left).toBe(wide ? Math.max(0, kept.left - halo) : 0);
      expect(seen.left + seen.width).toBe(Math.min(width, kept.left + kept.width + halo));
      expect(seen.top + seen.height).toBe(Math.min(height, kept.top + kept.height + halo));
    }
    const starts = new Set(tiles.map(({ kept }) => `${kept.left},${kept.top}`));
    expect(starts.size).toBe(tiles.length);
  });

  it('are refused where they are no larger than their halo', () => {
    expect(() => tilesOf(900, 900, { side: 192, halo: 96 })).toThrow(RangeError);
  });
});

/** On WebGPU: webgpu/tiling.test.ts. */
describe('a picture in tiles', { timeout: 300_000 }, () => {
  let executor: Executor;
  let stylizer: Stylizer;
  let reference: Awaited<ReturnType<typeof whole>>;
  beforeAll(async () => {
    vi.stubGlobal('fetch', modelServer().fetch);
    executor = await nodeWasmExecutor(1);
    stylizer = createLocalStylizer({
      ...{ manifest, base: BASE },
      probe: async () => [WASM],
      createExecutor: async () => executor,
    });
    reference = await whole(stylizer);
  });
  afterAll(() => executor.dispose());

  it('with the statistics of the whole is the whole, without a seam', async () => {
    const told: number[] = [];
    const painted = await inTiles(stylizer, reference.statistics, told);
    expect(largest(painted, reference.picture)).toBeLessThanOrEqual(1);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('of which all fits into the sample has the statistics of the whole', async () => {
    expect(await sampleStatistics(stylizer, job)).toEqual(reference.statistics);
  });

  it('is cancelled between tiles, with the reason', async () => {
    const controller = new AbortController();
    const write = vi.fn(async () => controller.abort(new Error('enough')));
    const painting = paintTiles(
      ...[stylizer, job, SIZE, reference.statistics, write, { signal: controller.signal }],
    );
    await expect(painting).rejects.toThrow('enough');
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('goes on where it stopped, and paints no tile twice', async () => {
    const { picture, write } = canvas();
    const controller = new AbortController();
    let done: TilesDone = { count: 0, share: 0 };
    const tell = (now: TilesDone) => {
      done = now;
      if (now.count === 2) controller.abort(new Error('enough'));
    };
    const { signal } = controller;
    const tools = [stylizer, job, SIZE, reference.statistics] as const;
    // What was told last is there: the third tile is not begun.
    await expect(paintTiles(...tools, write, { tell, signal })).rejects.toThrow('enough');
    expect(done.count).toBe(2);
    const rest = vi.fn(write);
    await paintTiles(...tools, rest, { tell, from: done.count });
    const all = tilesOf(WIDTH, HEIGHT, SIZE);
    expect(rest.mock.calls.map(([tile]) => tile)).toEqual(all.slice(2));
    expect(done).toEqual({ count: all.length, share: 1 });
    expect(largest(picture, reference.picture)).toBeLessThanOrEqual(1);
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { Executor } from '../executors/executor.ts';
import type { Job, RunUpdate, Stylizer } from '../stylizer.ts';
import { repoFile, WASM } from '../testing/node.ts';
import { all, create, executor, job, model, picture } from './testing/stylizer.ts';

describe('run', () => {
  it.each([
    [1, 1],
    [5, 33],
    [45, 38],
  ])('paints %i x %i at that size, opaque', async (width, height) => {
    const updates: RunUpdate[] = await all(create().run(job({ picture: picture(width, height) })));
    const last = updates.at(-1);
    if (last?.type !== 'result') throw new Error('no result');
    expect([last.picture.width, last.picture.height]).toEqual([width, height]);
    expect(last.picture.data).toHaveLength(width * height * 4);
    expect(last.picture.data.every((v, i) => i % 4 !== 3 || v === 255)).toBe(true);
    expect(last.executor).toEqual(WASM);
    expect(last.ms).toBeGreaterThan(0);
  });

  it('reports a progress that grows from 0 to below 1', async () => {
    const updates = await all(create().run(job()));
    const done = updates.flatMap((u) => (u.type === 'progress' ? [u.done] : []));
    expect(done[0]).toBe(0);
    expect(done).toHaveLength(16);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBeLessThan(1);
  });

  it('a cancelled job throws the reason, leaves nothing behind, and the next one runs', async () => {
    const stylizer = create();
    await all(stylizer.run(job()));
    const before = executor.allocations();
    const controller = new AbortController();
    const cancelled = async () => {
      for await (const update of stylizer.run(job(), controller.signal)) {
        if (update.type === 'progress' && update.layer === 'res3/conv2') controller.abort();
      }
    };
    await expect(cancelled()).rejects.toThrow(/abort/i);
    expect(executor.allocations()).toBe(before);
    expect((await all(stylizer.run(job()))).at(-1)?.type).toBe('result');
  });

  it('runs one job at a time, in order', async () => {
    const stylizer = create();
    await all(stylizer.load(model));
    const log: string[] = [];
    const watch = async (name: string) => {
      for await (const update of stylizer.run(job())) log.push(`${name} ${update.type}`);
    };
    await Promise.all([watch('a'), watch('b')]);
    expect(log.indexOf('a result')).toBeLessThan(log.indexOf('b progress'));
  });

  it('a job that is cancelled while it waits for its turn ends at once, and never runs', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let runs = 0;
    const slow: Executor = {
      ...executor,
      prepare: async (loaded) => {
        const inner = await executor.prepare(loaded);
        const run: typeof inner.run = async (...args) => {
          if (++runs === 2) await held; // the first one warmed up
          return inner.run(...args);
        };
        return { ...inner, run };
      },
    };
    const stylizer = create({ createExecutor: async () => slow });
    await all(stylizer.load(model));
    const first = all(stylizer.run(job()));
    await vi.waitFor(() => expect(runs).toBe(2));
    const controller = new AbortController();
    const second = all(stylizer.run(job(), controller.signal));
    const third = all(stylizer.run(job()));
    controller.abort();
    await expect(second).rejects.toThrow(/abort/i);
    release();
    expect((await first).at(-1)?.type).toBe('result');
    expect((await third).at(-1)?.type).toBe('result');
    expect(runs).toBe(3);
  });

  it('a style with the wrong number of rows is refused', async () => {
    const stylizer = create();
    await expect(all(stylizer.run(job({ style: [1] })))).rejects.toHaveProperty('fault', {
      code: 'engine/wrong-style-count',
      expected: 28,
      given: 1,
    });
  });

  it('never hands out a picture with holes', async () => {
    const broken: Executor = {
      ...executor,
      prepare: async (loaded) => ({
        ...(await executor.prepare(loaded)),
        run: async ({ values }) => ({
          values: new Float32Array(values.length).fill(Number.NaN),
        }),
      }),
    };
    const stylizer = create({ createExecutor: async () => broken });
    await expect(all(stylizer.run(job()))).rejects.toHaveProperty('fault', {
      code: 'engine/broken-painting',
      executor: 'wasm',
    });
  });
});

describe('measure', () => {
  const noise = { ...picture(45, 38) };
  noise.data.forEach((_, i) => (noise.data[i] = (i * 7919) % 256));
  const layers = JSON.parse(repoFile('models/networks/compressed.json').toString()).layers.map(
    ({ name }: { name: string }) => name,
  );

  async function result(stylizer: Stylizer, measure: Job['measure']) {
    const last = (await all(stylizer.run(job({ picture: noise, measure })))).at(-1);
    if (last?.type !== 'result') throw new Error('no result');
    return last;
  }

  it('paints the same pixels, and tells parts that sum up to the whole', async () => {
    const stylizer = create();
    const plain = await result(stylizer, undefined);
    expect(plain).not.toHaveProperty('parts');
    for (const measure of ['parts', 'layers'] as const) {
      const before = executor.allocations();
      const measured = await result(stylizer, measure);
      expect(executor.allocations()).toBe(before);
      expect(measured.picture).toEqual(plain.picture);
      const parts = Object.values(measured.parts ?? {});
      expect(parts).toHaveLength(3);
      for (const ms of parts) expect(ms).toBeGreaterThan(0);
      expect(Math.abs(parts.reduce((sum, ms) => sum + ms, 0) - measured.ms)).toBeLessThan(1);
      // Weights and, at the least, the largest map: 32 channels of the last layer's padded input.
      const bytes = 4 * (363_712 + (48 + 8) * (40 + 8) * 32);
      expect(measured.peak?.bytes).toBeGreaterThan(bytes);
      expect(measured.peak?.of).toBe('heap');
    }
  });

  it('tells the layers of the spec only when asked, and no more time than the network took', async () => {
    const stylizer = create();
    expect((await result(stylizer, 'parts')).layers).toBeUndefined();
    const measured = await result(stylizer, 'layers');
    expect(Object.keys(measured.layers ?? {})).toEqual(layers);
    const times = Object.values(measured.layers ?? {});
    for (const ms of times) expect(ms).toBeGreaterThan(0);
    const sum = times.reduce((total, ms) => total + ms, 0);
    expect(sum).toBeLessThanOrEqual(measured.parts?.inference ?? 0);
  });
});

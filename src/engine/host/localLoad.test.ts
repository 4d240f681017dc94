import { describe, expect, it, vi } from 'vitest';
import type { Executor } from '../executors/executor.ts';
import type { LoadProgress } from '../stylizer.ts';
import { manifest, modelServer } from '../testing/node.ts';
import { all, create, executor, job, model, picture } from './testing/stylizer.ts';

describe('load', () => {
  it('counts the bytes up to the manifest’s, compiles, and is ready', async () => {
    const updates: LoadProgress[] = await all(create().load(model));
    const bytes = manifest.models.find((m) => m.id === model)?.bytes;
    const downloads = updates.filter((u) => u.stage === 'download').map((u) => u.loaded);
    expect(downloads).toEqual([...downloads].sort((a, b) => a - b));
    expect(downloads.at(-1)).toBe(bytes);
    expect(updates.slice(-2).map((u) => u.stage)).toEqual(['compile', 'ready']);
  });

  it('says how it went, the same to everyone, and warms up once', async () => {
    let prepared = 0;
    const runs: number[] = [];
    const counting: Executor = {
      ...executor,
      prepare: async (loaded) => {
        prepared++;
        const inner = await executor.prepare(loaded);
        const run: typeof inner.run = (image, ...rest) => {
          runs.push(image.width);
          return inner.run(image, ...rest);
        };
        return { ...inner, run };
      },
    };
    const stylizer = create({ createExecutor: async () => counting });
    const loads = await Promise.all([all(stylizer.load(model)), all(stylizer.load(model))]);
    await all(stylizer.run(job({ picture: picture(24, 16) })));
    loads.push(await all(stylizer.load(model)));
    const [facts, ...others] = loads.map((updates) => updates.at(-1)?.facts);
    expect(facts?.downloadMs).toBeGreaterThan(0);
    expect(facts?.warmUpMs).toBeGreaterThan(0);
    expect(facts?.cached).toBe(false);
    // 363,712 weights, and of 14 styles two rows of 3,206.
    expect(facts?.weightBytes).toBe(4 * (363_712 + 28 * 3_206));
    expect(others).toEqual([facts, facts]);
    expect(prepared).toBe(1);
    expect(runs).toEqual([20, 24]);
  });

  it('says when the files came from the page’s own cache', async () => {
    const kept = new Map<string, Response>();
    const cache = {
      match: async (key: string) => kept.get(key)?.clone(),
      put: async (key: string, response: Response) => void kept.set(key, response),
      keys: async () => [],
    };
    vi.stubGlobal('caches', { open: async () => cache });
    expect((await all(create().load(model))).at(-1)?.facts?.cached).toBe(false);
    expect((await all(create().load(model))).at(-1)?.facts?.cached).toBe(true);
    kept.delete([...kept.keys()].find((key) => key.includes('weights.bin')) ?? '');
    expect((await all(create().load(model))).at(-1)?.facts?.cached).toBe(false);
  });

  it('a model that fails to warm up leaves nothing behind and can be tried again', async () => {
    let broken = true;
    const failing: Executor = {
      ...executor,
      prepare: async (loaded) => {
        const inner = await executor.prepare(loaded);
        const run: typeof inner.run = (...args) =>
          broken ? Promise.reject(new Error('no shaders today')) : inner.run(...args);
        return { ...inner, run };
      },
    };
    const stylizer = create({ createExecutor: async () => failing });
    const before = executor.allocations();
    await expect(all(stylizer.load(model))).rejects.toHaveProperty('fault', {
      code: 'engine/internal',
      text: 'no shaders today',
    });
    expect(executor.allocations()).toBe(before);
    broken = false;
    expect((await all(stylizer.load(model))).at(-1)?.stage).toBe('ready');
  });

  it('downloads a model once, whoever asks', async () => {
    const server = modelServer();
    vi.stubGlobal('fetch', server.fetch);
    const stylizer = create();
    await Promise.all([
      all(stylizer.load(model)),
      all(stylizer.run(job())),
      all(stylizer.run(job())),
    ]);
    expect(server.asked.sort()).toEqual([`${model}/model.json`, `${model}/weights.bin`]);
  });

  it('asks for all files of a model at once, and stops the others where one fails', async () => {
    const signals: Record<string, AbortSignal | null | undefined> = {};
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
      signals[url.slice(url.lastIndexOf('/') + 1)] = init?.signal;
      if (url.endsWith('.bin')) return new Promise(() => {});
      return Promise.resolve(new Response('', { status: 503 }));
    });
    await expect(all(create().load(model))).rejects.toHaveProperty('fault', {
      code: 'engine/model-not-downloaded',
      status: 503,
    });
    expect(Object.keys(signals).sort()).toEqual(['model.json', 'weights.bin']);
    expect(signals['weights.bin']?.aborted).toBe(true);
  });

  it('whoever aborts stops waiting at once, and the download goes on for the next', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const server = modelServer();
    vi.stubGlobal('fetch', async (url: string) => {
      if (url.endsWith('.bin')) await held;
      return server.fetch(url);
    });
    const stylizer = create();
    const controller = new AbortController();
    const first = all(stylizer.run(job(), controller.signal));
    const expectation = expect(first).rejects.toThrow(/abort/i);
    controller.abort();
    await expectation;
    const second = all(stylizer.run(job()));
    release();
    expect((await second).at(-1)?.type).toBe('result');
    expect(server.asked.sort()).toEqual([`${model}/model.json`, `${model}/weights.bin`]);
  });

  it('that is given up while the executor starts leaves nothing on the device', async () => {
    let start = () => {};
    const prepare = vi.fn(executor.prepare);
    const createExecutor = () =>
      new Promise<Executor>((resolve) => (start = () => resolve({ ...executor, prepare })));
    const server = modelServer();
    vi.stubGlobal('fetch', server.fetch);
    const stylizer = create({ createExecutor });
    const controller = new AbortController();
    const first = all(stylizer.load(model, controller.signal)).catch(() => 'given up');
    await vi.waitFor(() => expect(server.asked).toHaveLength(2));
    vi.useFakeTimers({ now: performance.now() + 60_000 }); // long after its last bytes
    controller.abort();
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(await first).toBe('given up');
    const second = all(stylizer.load(model));
    start();
    expect((await second).at(-1)?.stage).toBe('ready');
    expect(prepare).toHaveBeenCalledTimes(1);
  });

  it('can be tried again after the server failed', async () => {
    let down = true;
    const server = modelServer(() => (down ? new Response('', { status: 503 }) : undefined));
    vi.stubGlobal('fetch', server.fetch);
    const stylizer = create();
    await expect(all(stylizer.load(model))).rejects.toHaveProperty('fault', {
      code: 'engine/model-not-downloaded',
      status: 503,
    });
    down = false;
    expect((await all(stylizer.load(model))).at(-1)?.stage).toBe('ready');
  });

  it.each(['model.json', 'weights.bin'])(
    'refuses another %s than the manifest describes',
    async (file) => {
      const server = modelServer((path) =>
        path.endsWith(file) ? new Response('{"almost": "right"}') : undefined,
      );
      vi.stubGlobal('fetch', server.fetch);
      await expect(all(create().load(model))).rejects.toHaveProperty('fault', {
        code: 'engine/model-damaged',
      });
    },
  );

  it('refuses a model that the manifest does not have', async () => {
    await expect(all(create().load('huge-float32'))).rejects.toHaveProperty('fault', {
      code: 'engine/unknown-model',
      model: 'huge-float32',
    });
  });
});

import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Executor } from '../executors/executor.ts';
import { createLocalStylizer, type LocalOptions } from './local.ts';
import { styleMix } from '../styleRows.ts';
import type { Job, LoadProgress, RunUpdate, Stylizer } from '../stylizer.ts';
import { BASE, manifest, modelServer, nodeExecutor, repoFile, WASM } from '../testing/node.ts';

const model = 'compressed-float16';
const style = styleMix(manifest.styles, 0, 0.5);
const picture = (width = 20, height = 16) => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4).fill(128),
});
const job = (changes: Partial<Job> = {}): Job => ({ model, style, picture: picture(), ...changes });

let executor: Executor;
beforeAll(async () => {
  executor = await nodeExecutor();
});
beforeEach(() => {
  vi.unstubAllGlobals();
  vi.stubGlobal('fetch', modelServer().fetch);
});

const create = (options: Partial<LocalOptions> = {}) =>
  createLocalStylizer({
    manifest,
    base: BASE,
    probe: async () => [WASM],
    createExecutor: async () => executor,
    ...options,
  });

async function all<T>(updates: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const update of updates) list.push(update);
  return list;
}

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
    // 363,712 weights, and of 11 styles two rows of 3,206.
    expect(facts?.weightBytes).toBe(4 * (363_712 + 22 * 3_206));
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
      expected: 22,
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

describe('executors', () => {
  it('a strict one does not give way: where it is absent or does not start, with the reason', async () => {
    const webgl = { ...WASM, id: 'tfjs-webgl', device: 'a GPU' } as const;
    const reason = { code: 'engine/executor-missing', executor: 'tfjs-webgpu' } as const;
    const notStarted = { code: 'engine/internal', text: 'no shaders today' };
    const options: Partial<LocalOptions> = {
      probe: async () => [{ id: 'tfjs-webgpu', reason }, webgl, WASM],
      createExecutor: async (info) => {
        if (info.id === 'tfjs-webgl') throw new Error('no shaders today');
        return executor;
      },
      strict: true,
    };
    const without = create({ ...options, executor: 'webgpu' });
    await expect(without.capabilities()).rejects.toHaveProperty('fault', reason);
    const broken = create({ ...options, executor: 'webgl' });
    await expect(broken.capabilities()).rejects.toHaveProperty('fault', notStarted);
    await expect(all(broken.run(job()))).rejects.toHaveProperty('fault', notStarted);
    const here = create({ ...options, executor: 'wasm' });
    expect((await here.capabilities()).chosen).toEqual(WASM);
  });

  it('one that failed to start is tried again with the next job', async () => {
    let broken = true;
    const stylizer = create({
      createExecutor: async () => {
        if (broken) throw new TypeError('Failed to fetch dynamically imported module: x.js');
        return executor;
      },
    });
    await expect(all(stylizer.run(job()))).rejects.toHaveProperty('fault', {
      code: 'engine/code-not-downloaded',
    });
    broken = false;
    expect((await all(stylizer.run(job()))).at(-1)?.type).toBe('result');
  });

  it('an executor that does not start gives way to the next, with the reason', async () => {
    const webgl = { ...WASM, id: 'tfjs-webgl', device: 'a GPU' } as const;
    const stylizer = create({
      probe: async () => [webgl, WASM],
      createExecutor: async (info) => {
        if (info.id === 'tfjs-webgl') throw new Error('no shaders today');
        return executor;
      },
    });
    const { chosen, missing, available } = await stylizer.capabilities();
    expect(chosen.id).toBe('wasm');
    const reason = { code: 'engine/internal', text: 'no shaders today' };
    expect(chosen).toEqual({ ...WASM, because: [reason] });
    expect(available).toEqual([WASM]);
    expect(missing).toEqual([{ id: 'tfjs-webgl', reason }]);
  });
});

describe('a lost device', () => {
  const lost = { code: 'engine/gpu-lost' } as const;

  /** A Stylizer whose device the test can lose. `run` may be replaced by what a lost device does. */
  function losing(run?: () => Promise<never>) {
    let lose = () => {};
    const losable: Executor = {
      ...executor,
      lost: new Promise((resolve) => (lose = () => resolve(lost))),
      prepare: async (loaded) => {
        const inner = await executor.prepare(loaded);
        let runs = 0; // the first one warms up
        return { ...inner, run: (...args) => (runs++ > 0 && run ? run() : inner.run(...args)) };
      },
    };
    return { stylizer: create({ createExecutor: async () => losable }), lose: () => lose() };
  }

  const frame = () => ({ close: vi.fn(), width: 20, height: 20 });
  const frameJob = (own: ReturnType<typeof frame>) => ({
    ...{ model, style, width: 20, height: 20 },
    frame: own as unknown as ImageBitmap,
  });

  it('fails every request from then on, so that the page replaces the worker', async () => {
    const { stylizer, lose } = losing();
    await all(stylizer.load(model));
    lose();
    const own = frame();
    await expect(stylizer.paintFrame(frameJob(own))).rejects.toHaveProperty('fault', lost);
    expect(own.close).toHaveBeenCalledOnce();
    await expect(all(stylizer.run(job()))).rejects.toHaveProperty('fault', lost);
    await expect(all(stylizer.load(model))).rejects.toHaveProperty('fault', lost);
    await expect(all(stylizer.load('original-float16'))).rejects.toHaveProperty('fault', lost);
    await expect(stylizer.capabilities()).rejects.toHaveProperty('fault', lost);
  });

  it('ends a run that waits for it forever', async () => {
    let running = false;
    const { stylizer, lose } = losing(() => {
      running = true;
      return new Promise(() => {});
    });
    const failed = expect(all(stylizer.run(job()))).rejects.toHaveProperty('fault', lost);
    await vi.waitFor(() => expect(running).toBe(true));
    lose();
    await failed;
  });

  it('is the fault, whatever error follows from it, and also where that is first', async () => {
    const { stylizer, lose } = losing(() => {
      void (async () => {
        for (let i = 0; i < 100; i++) await Promise.resolve(); // the error has arrived by then
        lose();
      })();
      return Promise.reject(new TypeError('null is not a texture'));
    });
    await all(stylizer.load(model));
    await expect(all(stylizer.run(job()))).rejects.toHaveProperty('fault', lost);
  });

  it('does not take the place of a cancel', async () => {
    const { stylizer, lose } = losing(() => new Promise(() => {}));
    await all(stylizer.load(model));
    const controller = new AbortController();
    const failed = expect(all(stylizer.run(job(), controller.signal))).rejects.toThrow(/abort/i);
    controller.abort();
    lose();
    await failed;
  });
});

it('a picture with a longer side than the device takes is a fault before it is tried', async () => {
  const small: Executor = { ...executor, limits: { side: 40 } };
  const stylizer = create({ createExecutor: async () => small });
  expect((await all(stylizer.run(job({ picture: picture(40, 16) })))).at(-1)?.type).toBe('result');
  await expect(all(stylizer.run(job({ picture: picture(41, 16) })))).rejects.toHaveProperty(
    'fault',
    { code: 'engine/memory' },
  );
});

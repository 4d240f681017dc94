import { describe, expect, it, vi } from 'vitest';
import type { Executor } from '../executors/executor.ts';
import { WASM } from '../testing/node.ts';
import type { LocalOptions } from './local.ts';
import { all, create, executor, job, model, picture, style } from './testing/stylizer.ts';

describe('executors', () => {
  it('a strict one does not give way: where it is absent or does not start, with the reason', async () => {
    const webgl = { ...WASM, id: 'tfjs-webgl', device: 'a GPU' } as const;
    const reason = { code: 'engine/executor-missing', executor: 'webgpu' } as const;
    const notStarted = { code: 'engine/internal', text: 'no shaders today' };
    const options: Partial<LocalOptions> = {
      probe: async () => [{ id: 'webgpu', reason }, webgl, WASM],
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
      code: 'loading/code-not-downloaded',
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
    ...{ model, target: 'screen' as const, style, width: 20, height: 20 },
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

/** Another executor takes over where one fails at its work. */
import { describe, expect, it, vi } from 'vitest';
import type { Executor, PreparedModel } from '../executors/executor.ts';
import { EngineProblem, type EngineFault } from '../problems.ts';
import type { AvailableExecutor, Stylizer } from '../stylizer.ts';
import { WASM } from '../testing/node.ts';
import type { LocalOptions } from './local.ts';
import { all, create, executor, job, model, style } from './testing/stylizer.ts';

const GPU: AvailableExecutor = { ...WASM, id: 'tfjs-webgl', device: 'a GPU' };

type Change = (inner: PreparedModel) => Partial<PreparedModel>;

/** A Stylizer with a GPU whose models are changed, and the processor, which works as `wasm` and starts as no other. */
function failing(change: Change, options: Partial<LocalOptions> = {}) {
  const started: string[] = [];
  const dispose = vi.fn();
  const createExecutor = async (info: AvailableExecutor): Promise<Executor> => {
    started.push(info.id);
    if (info.id === 'wasm') return executor;
    if (info.id === 'tfjs-wasm') throw new Error('it does not start');
    let lose: (fault: EngineFault) => void = () => {};
    return {
      ...executor,
      info,
      lost: new Promise((resolve) => (lose = resolve)),
      prepare: async (loaded) => {
        const inner = await executor.prepare(loaded);
        return { ...inner, ...change(inner) };
      },
      // As a GPU does whose device is destroyed.
      dispose: () => {
        dispose();
        lose({ code: 'engine/gpu-lost' });
      },
    };
  };
  const stylizer = create({ probe: async () => [GPU, WASM], createExecutor, ...options });
  return { stylizer, started, dispose };
}

/** What a device does in all runs but the first, which warms up. */
const later =
  (run: PreparedModel['run']): Change =>
  (inner) => {
    let runs = 0;
    return { run: (...args) => (runs++ > 0 ? run(...args) : inner.run(...args)) };
  };

const rejecting = (error: Error) => async (): Promise<never> => {
  throw error;
};
const filled =
  (value: number): PreparedModel['run'] =>
  async ({ values }) => ({ values: new Float32Array(values.length).fill(value) });

const shader = new Error('a shader did not compile');
const shaderFault = { code: 'engine/internal', text: shader.message } as const;
const memory = new EngineProblem({ code: 'engine/memory' });
const broken = { code: 'engine/broken-painting', executor: 'tfjs-webgl' } as const;

async function resultOf(stylizer: Stylizer) {
  const last = (await all(stylizer.run(job()))).at(-1);
  if (last?.type !== 'result') throw new Error('no result');
  return last;
}

describe('where a model cannot be put on the device', () => {
  it.each<[string, PreparedModel['run'], EngineFault]>([
    ['a shader does not compile', rejecting(shader), shaderFault],
    ['memory ends', rejecting(memory), memory.fault],
    ['the first painting is no numbers', filled(Number.NaN), broken],
    ['the first painting is black', filled(0), broken],
    ['the first painting is of one colour', filled(0.5), broken],
  ])('since %s, the next executor serves the request, and tells why', async (_, run, fault) => {
    const { stylizer, started, dispose } = failing(() => ({ run }));
    const reason = { code: 'engine/executor-failed', executor: 'tfjs-webgl', fault } as const;
    const result = await resultOf(stylizer);
    expect(result.executor).toEqual({ ...WASM, because: [reason] });
    expect(dispose).toHaveBeenCalledOnce();
    const { chosen, available, missing } = await stylizer.capabilities();
    expect(chosen).toEqual(result.executor);
    expect(available).toEqual([WASM]);
    expect(missing).toEqual([{ id: 'tfjs-webgl', reason }]);
    await resultOf(stylizer);
    expect(started).toEqual(['tfjs-webgl', 'wasm']);
  });

  it('so for a load, and for several requests at a time', async () => {
    const { stylizer, started } = failing(() => ({ run: rejecting(shader) }));
    const both = await Promise.all([all(stylizer.load(model)), resultOf(stylizer)]);
    expect(both[0].at(-1)?.stage).toBe('ready');
    expect(both[1].executor.id).toBe('wasm');
    expect(started).toEqual(['tfjs-webgl', 'wasm']);
  });
});

describe('where a painting fails', () => {
  it.each<[string, PreparedModel['run'], EngineFault]>([
    ['the device refuses something', rejecting(shader), shaderFault],
    ['values are no numbers', filled(Number.NaN), broken],
    ['all values are zero', filled(0), broken],
  ])('since %s, the next executor paints it', async (_, run, fault) => {
    const { stylizer } = failing(later(run));
    await all(stylizer.load(model));
    const { executor: info } = await resultOf(stylizer);
    const reason = { code: 'engine/executor-failed', executor: 'tfjs-webgl', fault };
    expect(info).toEqual({ ...WASM, because: [reason] });
  });

  it('jobs that wait for their turn then are painted by the next executor, too', async () => {
    const { stylizer, started } = failing(later(rejecting(shader)));
    await all(stylizer.load(model));
    const results = await Promise.all([1, 2, 3].map(() => resultOf(stylizer)));
    expect(results.map((result) => result.executor.id)).toEqual(['wasm', 'wasm', 'wasm']);
    expect(started).toEqual(['tfjs-webgl', 'wasm']);
  });

  it('a frame is painted by the next executor, and closed once', async () => {
    const bitmap = {} as ImageBitmap;
    const withFrames: Executor = {
      ...executor,
      prepare: async (loaded) => ({
        ...(await executor.prepare(loaded)),
        runFrame: async () => bitmap,
      }),
    };
    const { stylizer } = failing(() => ({}), {
      createExecutor: async (info) =>
        info.id === 'wasm'
          ? withFrames
          : {
              ...executor,
              info,
              prepare: async (loaded) => ({
                ...(await executor.prepare(loaded)),
                runFrame: rejecting(shader),
              }),
            },
    });
    const close = vi.fn();
    const frame = { close, width: 20, height: 20 } as unknown as ImageBitmap;
    const painted = await stylizer.paintFrame({
      ...{ model, target: 'screen', style, frame, width: 20, height: 20 },
    });
    expect(painted.bitmap).toBe(bitmap);
    expect(painted.executor.id).toBe('wasm');
    expect(close).toHaveBeenCalledOnce();
  });

  it('a picture that needs too much memory stays a problem: a smaller one is wanted', async () => {
    const { stylizer, started } = failing(later(rejecting(memory)));
    await expect(resultOf(stylizer)).rejects.toHaveProperty('fault', memory.fault);
    expect(started).toEqual(['tfjs-webgl']);
  });

  it('a cancel is no reason to take over', async () => {
    const controller = new AbortController();
    const run = later(async () => {
      controller.abort();
      throw shader;
    });
    const { stylizer, started } = failing(run);
    await expect(all(stylizer.run(job(), controller.signal))).rejects.toThrow(/abort/i);
    expect(started).toEqual(['tfjs-webgl']);
  });
});

describe('no other executor takes over', () => {
  const always: Change = () => ({ run: rejecting(shader) });

  it('where just this one is wanted', async () => {
    const { stylizer, started } = failing(always, { executor: 'tfjs-webgl', strict: true });
    await expect(resultOf(stylizer)).rejects.toHaveProperty('fault', shaderFault);
    await expect(resultOf(stylizer)).rejects.toHaveProperty('fault', shaderFault);
    expect(started).toEqual(['tfjs-webgl']);
  });

  it('where none starts: the fault is that of the one that failed, and the next job tries again', async () => {
    let works = false;
    const { stylizer, dispose } = failing(
      (inner) => ({ run: (...args) => (works ? inner.run : rejecting(shader))(...args) }),
      {
        probe: async () => [GPU, { ...WASM, id: 'tfjs-wasm' }],
      },
    );
    await expect(resultOf(stylizer)).rejects.toHaveProperty('fault', shaderFault);
    expect(dispose).toHaveBeenCalledOnce();
    works = true;
    expect((await resultOf(stylizer)).executor).toEqual(GPU);
  });
});

it('what is disposed of keeps nothing on the device', async () => {
  const before = executor.allocations();
  const { stylizer, dispose } = failing(() => ({}));
  const running = resultOf(stylizer);
  const loading = all(stylizer.load('original-float16')).catch(() => 'ended');
  await running;
  await stylizer.dispose();
  await loading;
  expect(executor.allocations()).toBe(before);
  expect(dispose).toHaveBeenCalledOnce();
});

import { beforeEach, expect, it } from 'vitest';
import { enginesOf } from './engines.ts';
import { EngineProblem } from './problems.ts';
import { isChosen, type ExecutorChoice, type ExecutorId } from './executors/index.ts';
import type { Job, Stylizer, StylizerOptions } from './stylizer.ts';
import { manifest } from './testing/node.ts';

const info = (id: ExecutorId) => ({
  id,
  device: 'a device',
  software: false,
  firstSizes: { picture: 1024, frame: 256 },
});
const job: Job = {
  model: 'compressed-float16',
  style: [1],
  picture: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
};

/** What Stylizers were made with, and which of them were disposed. */
let made: StylizerOptions[];
let disposed: number[];
/** The executors that start, the preferred one first. */
let browser: ExecutorId[];
beforeEach(() => {
  made = [];
  disposed = [];
  browser = ['webgpu', 'wasm'];
});

function create(options: StylizerOptions): Stylizer {
  const nth = made.push(options);
  const { executor, strict } = options;
  const chosen = () => {
    const [first = 'wasm'] = browser;
    const wanted = browser.find((id) => executor && isChosen(executor, id));
    if (wanted) return wanted;
    if (strict)
      throw new EngineProblem({ code: 'engine/executor-missing', executor: executor ?? 'wasm' });
    return first;
  };
  return {
    capabilities: async () => ({
      available: browser.map(info),
      missing: [],
      chosen: info(chosen()),
    }),
    async *load() {},
    async *run({ picture }) {
      yield { type: 'progress', done: 0, layer: 'conv1' };
      yield { type: 'result', picture, executor: info(chosen()), ms: nth };
    },
    styleRow: async () => ({ sha256: '', layers: [] }),
    paintFrame: async () => ({
      bitmap: { close() {} } as ImageBitmap,
      executor: info(chosen()),
      ms: nth,
    }),
    dispose: async () => void disposed.push(nth),
  };
}

const engines = (executor?: ExecutorChoice) => enginesOf({ manifest, base: '', executor }, create);

async function resultOf(stylizer: Stylizer) {
  for await (const update of stylizer.run(job)) if (update.type === 'result') return update;
  throw new Error('no result');
}

it('makes one Stylizer an executor, when it is first asked for, and keeps it', async () => {
  const { get } = engines();
  expect(made).toEqual([]);
  const auto = await get('auto');
  expect(made).toHaveLength(1);
  const [wasm, again] = await Promise.all([get('wasm'), get('wasm')]);
  expect(again).toBe(wasm);
  expect(await get('wasm')).toBe(wasm);
  expect(await get('auto')).toBe(auto);
  expect(made.map(({ executor, strict }) => [executor, strict])).toEqual([
    [undefined, undefined],
    ['wasm', true],
  ]);
  expect((await resultOf(wasm)).executor.id).toBe('wasm');
});

it.each(['webgpu', 'webgpu'] as const)(
  'auto shares its worker with %s, on which it runs, in either order',
  async (choice) => {
    const { get } = engines();
    const webgpu = await get(choice);
    expect(await resultOf(webgpu)).toEqual(await resultOf(await get('auto')));
    expect(made).toHaveLength(1);
  },
);

it('auto runs on the executor that the options name, and shares that', async () => {
  const { get } = engines('wasm');
  expect((await resultOf(await get('auto'))).executor.id).toBe('wasm');
  await get('wasm');
  expect(made).toHaveLength(1);
});

it('an executor that the browser lacks is a problem with the reason, and can be tried again', async () => {
  const { get } = engines();
  await expect(get('webgl')).rejects.toHaveProperty('fault', {
    code: 'engine/executor-missing',
    executor: 'tfjs-webgl',
  });
  expect(disposed).toEqual([2]);
  browser.push('tfjs-webgl');
  const webgl = await get('webgl');
  expect((await resultOf(webgl)).executor.id).toBe('tfjs-webgl');
  // One worker, by whatever name.
  expect(await get('tfjs-webgl')).toBe(webgl);
});

it('never hands out a picture of another executor, also when auto’s device was lost', async () => {
  const { get } = engines();
  const webgpu = await get('webgpu');
  browser = ['wasm'];
  await expect(resultOf(webgpu)).rejects.toHaveProperty('fault', {
    code: 'engine/executor-replaced',
    executor: 'webgpu',
  });
  expect((await resultOf(await get('auto'))).executor.id).toBe('wasm');
  await expect(get('webgpu')).rejects.toHaveProperty('fault', {
    code: 'engine/executor-missing',
    executor: 'webgpu',
  });
});

it('disposes of all that it made', async () => {
  const all = engines();
  await all.get('auto');
  await all.get('wasm');
  await all.dispose();
  expect(new Set(disposed)).toEqual(new Set([1, 2]));
});

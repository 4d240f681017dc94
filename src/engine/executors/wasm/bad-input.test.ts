/** What can't be painted ends in a fault, and never in a wrong picture. */
import { describe, expect, it, vi } from 'vitest';
import type { NetworkSpec } from '../../../network/index.ts';
import { EngineProblem, toProblem } from '../../problems.ts';
import { WASM } from '../../testing/node.ts';
import type { Weight } from '../../weights/decode.ts';
import { create, createWasmExecutor } from './executor.ts';
import { prepareNetwork } from './network.ts';
import { loadVariant, nodeKernels, nodeWasmExecutor } from './testing/node.ts';
import { randomFrom, randomWeights } from '../testing/random.ts';
import { bestVariant } from './variant.ts';

const layer = { kind: 'conv', kernel: 3, out: 8 } as const;
const spec: NetworkSpec = {
  ...{ id: 'x', title: '', description: '', input: 3 },
  layers: [
    { ...layer, name: 'a' },
    { ...layer, name: 'b', out: 3, activation: 'sigmoid' },
  ],
};
const image = (side: number) => ({
  height: side,
  width: side,
  values: new Float32Array(side * side * 3),
});

async function prepare(change: (weights: Map<string, Weight>) => void = () => {}, of = spec) {
  const { heap, kernels } = await nodeKernels();
  const weights = randomWeights(of, 1, randomFrom(1));
  change(weights);
  return { heap, prepare: () => prepareNetwork({ spec: of, weights }, heap, kernels, 1) };
}

it.each([
  ['is missing', (w: Map<string, Weight>) => w.delete('b/weights')],
  ['has no row', (w: Map<string, Weight>) => w.delete('b/shift')],
  [
    'is of another shape',
    (w: Map<string, Weight>) =>
      w.set('b/weights', { shape: [3, 3, 3, 8], values: new Float32Array(216) }),
  ],
  [
    'is too short',
    (w: Map<string, Weight>) =>
      w.set('b/weights', { shape: [3, 3, 8, 3], values: new Float32Array(9) }),
  ],
])('a weight that %s: a problem, and nothing is kept', async (_, change) => {
  const { heap, prepare: run } = await prepare(change);
  expect(run).toThrow(
    expect.objectContaining({ fault: { code: 'engine/model-incomplete', weight: 'b' } }),
  );
  expect(heap.count).toBe(0);
});

it('a network with a sigmoid in its middle is not known', async () => {
  const strange = { ...spec, layers: [{ ...layer, name: 'a', activation: 'sigmoid' as const }] };
  const two = { ...strange, layers: [...strange.layers, { ...layer, name: 'b' }] };
  const { prepare: run } = await prepare(() => {}, two);
  expect(run).toThrow(
    expect.objectContaining({
      fault: { code: 'engine/model-unsupported', what: 'a sigmoid in a' },
    }),
  );
});

it('a shift of channels that are no whole vectors is not known', async () => {
  const block = { name: 'b', kind: 'residual', kernel: 1, out: 32, shift: 1 } as const;
  const narrow = { ...spec, layers: [{ ...layer, name: 'a', out: 32 }, block] };
  const { prepare: run } = await prepare(() => {}, narrow);
  expect(run).toThrow(
    expect.objectContaining({
      fault: { code: 'engine/model-unsupported', what: 'the shift of b/conv1' },
    }),
  );
});

it('a separable convolution of a picture, whose pixels are no whole vectors, is not known', async () => {
  const separable = {
    ...spec,
    layers: [{ ...layer, name: 'a', separable: true }, ...spec.layers.slice(1)],
  };
  const { prepare: run } = await prepare(() => {}, separable);
  expect(run).toThrow(
    expect.objectContaining({
      fault: { code: 'engine/model-unsupported', what: 'the depthwise convolution a/depthwise' },
    }),
  );
});

it('a picture smaller than its reflection is refused', async () => {
  const network = (await prepare()).prepare();
  await expect(network.run(image(1), [1])).rejects.toHaveProperty('fault', {
    code: 'engine/wrong-size',
    width: 1,
    height: 1,
  });
});

it('or than as far as its channels are read from', async () => {
  const block = { name: 'b', kind: 'residual', kernel: 1, out: 64, shift: 4 } as const;
  const far = { ...spec, layers: [{ ...layer, name: 'a', out: 64 }, block] };
  const network = (await prepare(() => {}, far)).prepare();
  await expect(network.run(image(4), [1])).rejects.toHaveProperty('fault', {
    code: 'engine/wrong-size',
    width: 4,
    height: 4,
  });
  await expect(network.run(image(5), [1])).resolves.toBeDefined();
});

it('no memory left: the problem says so, and a smaller picture is painted', async () => {
  const { heap, prepare: run } = await prepare();
  const network = run();
  vi.spyOn(heap.memory, 'grow').mockImplementation(() => {
    throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
  });
  const error = await network.run(image(4096), [1]).catch((reason: unknown) => reason);
  expect(toProblem(error).fault).toEqual({ code: 'engine/memory' });
  vi.restoreAllMocks();
  expect((await network.run(image(16), [1])).values).toHaveLength(16 * 16 * 3);
});

it('kernels that do not compile are a problem with the reason', async () => {
  const load = () => Promise.resolve(new Uint8Array([0, 97, 115, 109, 9, 9, 9, 9]));
  await expect(createWasmExecutor(WASM, { threads: 1, load })).rejects.toHaveProperty('fault', {
    code: 'engine/executor-not-started',
    executor: 'wasm',
    reason: expect.stringMatching(/WebAssembly/) as string,
  });
});

it.each([
  ['did not arrive', '', 'loading/code-not-downloaded'],
  ['does not run', 'SyntaxError: no such word', 'engine/code-not-started'],
])(
  'workers whose script %s are done without, and the executor says why',
  async (_, message, code) => {
    const executor = await createWasmExecutor(WASM, {
      variant: bestVariant(true),
      threads: 3,
      load: loadVariant,
      createWorker: () => {
        const worker = {
          onmessage: null,
          onerror: null as ((event: ErrorEvent) => void) | null,
          postMessage: () => worker.onerror?.({ message, preventDefault: () => {} } as ErrorEvent),
          terminate: () => {},
        };
        return worker;
      },
    });
    expect(executor.info).toMatchObject({ threads: 1, because: [{ code }] });
    const weights = randomWeights(spec, 1, randomFrom(1));
    const network = await executor.prepare({ id: 'x', spec, styles: 1, weights, cached: false });
    expect((await network.run(image(16), [1])).values).toHaveLength(16 * 16 * 3);
    executor.dispose();
  },
);

describe('kernels that do not start', () => {
  const none = new EngineProblem({
    code: 'engine/executor-not-started',
    executor: 'wasm',
    reason: 'No kernels here.',
  });

  it('on several threads start on one', async () => {
    const executor = await nodeWasmExecutor(1);
    const started = await create(WASM, (_, options) =>
      options?.threads === 1 ? Promise.resolve(executor) : Promise.reject(none),
    );
    expect(started.info.threads).toBe(1);
    expect(started.info.because).toEqual([none.fault]);
    started.dispose();
  });

  it('are a problem, so that the next executor is tried', async () => {
    await expect(create(WASM, () => Promise.reject(none))).rejects.toBe(none);
  });
});

/** Learning from a painting to rows, with networks of a few channels. gradient.test.ts has the real ones. */
import { beforeAll, describe, expect, it } from 'vitest';
import { rowLength, type NetworkSpec } from '../../network/index.ts';
import type { OpsDevice } from '../executors/ops.ts';
import { randomFrom, randomWeights } from '../executors/testing/random.ts';
import { nodeWasmOps } from '../executors/wasm/testing/node.ts';
import type { EngineFault } from '../problems.ts';
import { BASE, manifest, WASM } from '../testing/node.ts';
import type { DeviceChoice } from './device.ts';
import type { LearningRequest, LearningUpdate } from './learner.ts';
import { learnHere, type Loaded, type LocalLearnerParts } from './local.ts';
import { tinyLossWeights } from './testing/tinyLoss.ts';
import { waves } from './testing/waves.ts';

const conv = { kind: 'conv', kernel: 3 } as const;
/** A tiny network with all that the real ones have. */
const spec: NetworkSpec = {
  ...{ id: 'tiny', title: '', description: '', input: 3 },
  layers: [
    { ...conv, name: 'a', kernel: 5, out: 8 },
    { ...conv, name: 'b', out: 64, stride: 2 },
    { name: 'c', kind: 'residual', kernel: 1, out: 64, shift: 1 },
    { ...conv, name: 'd', out: 8, upsample: 2 },
    { ...conv, name: 'e', out: 3, activation: 'sigmoid' },
  ],
};

const random = randomFrom(3);
const loaded: Loaded = {
  model: { spec, weights: randomWeights(spec, 4, random) },
  weights: tinyLossWeights(random),
};
const styles = manifest.styles
  .slice(0, 2)
  .map((style, soft) => ({ ...style, rows: { soft, bold: soft + 2 } }));
const options = { manifest: { ...manifest, styles }, base: BASE };

const request: LearningRequest = {
  model: 'compressed-float32',
  painting: waves(72, 64, 3),
  photos: [waves(90, 60, 1), waves(60, 80, 2)],
  steps: 12,
};

let ops: OpsDevice['ops'];
const device = (changes: Partial<OpsDevice> = {}): OpsDevice => ({
  ...{ ops, info: WASM, lost: new Promise(() => {}), dispose() {} },
  ...changes,
});

async function learn(
  changes: Partial<LearningRequest> = {},
  {
    onUpdate,
    signal,
    ...parts
  }: {
    onUpdate?: (update: LearningUpdate) => void;
    signal?: AbortSignal;
    start?: NonNullable<LocalLearnerParts['start']>;
  } = {},
) {
  const updates: LearningUpdate[] = [];
  const emit = (update: LearningUpdate) => {
    updates.push(update);
    onUpdate?.(update);
  };
  const load: NonNullable<LocalLearnerParts['load']> = async (_, __, tell) => {
    tell({ phase: 'loading', done: 3, of: 3 });
    return loaded;
  };
  const all = { start: async () => device(), load, side: 48, ...parts };
  const result = await learnHere(options, { ...request, ...changes }, emit, signal, all);
  const learning = updates.filter((update) => update.phase === 'learning');
  return { result, updates, learning };
}

let whole: Awaited<ReturnType<typeof learn>>;
beforeAll(async () => {
  ({ ops } = await nodeWasmOps(1));
  whole = await learn();
}, 120_000);

it('tells what it does: loads, chooses a style to begin with, and takes the steps', () => {
  const { updates, learning } = whole;
  const phases = updates.map(({ phase }) => phase);
  expect([...new Set(phases)]).toEqual(['loading', 'choosing', 'learning']);
  expect(phases).toEqual([...phases].sort((a, b) => order(a) - order(b)));
  const loaded = updates.findLast(({ phase }) => phase === 'loading');
  expect(loaded?.done).toBe(loaded?.of);
  expect(learning.map(({ done }) => done)).toEqual([...Array(13).keys()]);
  expect(new Set(learning.map(({ of }) => of))).toEqual(new Set([12]));
  expect(learning[0]?.loss).toBeUndefined();
});

const order = (phase: LearningUpdate['phase']) =>
  ['loading', 'choosing', 'learning'].indexOf(phase);

it('lowers the loss, and moves both rows', () => {
  const { result, learning } = whole;
  const losses = learning.slice(1).map(({ loss }) => loss ?? Number.NaN);
  expect(losses.every(Number.isFinite)).toBe(true);
  const mean = (some: readonly number[]) => some.reduce((sum, loss) => sum + loss / some.length, 0);
  expect(mean(losses.slice(-4))).toBeLessThan(0.9 * mean(losses.slice(0, 4)));
  expect(result.stopped).toBeUndefined();
  expect(result.state.steps).toBe(12);
  for (const kind of ['soft', 'bold'] as const) {
    const [first, last] = [learning[0]?.rows[kind], result.rows[kind]];
    expect(last).toHaveLength(rowLength(spec));
    expect(
      Math.max(...last.map((value, i) => Math.abs(value - (first?.[i] ?? 0)))),
    ).toBeGreaterThan(0.01);
  }
});

it('that is stopped gives what was learned, and goes on to what it would have been', async () => {
  const stop = new AbortController();
  const first = await learn(
    {},
    {
      signal: stop.signal,
      onUpdate: (update) => update.phase === 'learning' && update.done === 2 && stop.abort(),
    },
  );
  expect(first.result.stopped).toBe('aborted');
  expect(first.result.state.steps).toBe(2);
  expect(first.result.rows).toEqual(first.learning.at(-1)?.rows);
  const second = await learn({ from: first.result.state, steps: 10 });
  expect(second.updates.some(({ phase }) => phase === 'choosing')).toBe(false);
  expect(second.result).toEqual(whole.result);
});

it('looks only for what it begins with, and goes on from it to what it would have been', async () => {
  const { result, updates } = await learn({ steps: 0 });
  expect(updates.some(({ phase }) => phase === 'choosing')).toBe(true);
  expect(result.rows).toEqual(whole.learning[0]?.rows);
  expect((await learn({ from: result.state })).result).toEqual(whole.result);
});

it('that is stopped before there are rows rejects with the reason', async () => {
  const stop = new AbortController();
  const learning = learn({}, { signal: stop.signal, onUpdate: () => stop.abort() });
  await expect(learning).rejects.toHaveProperty('name', 'AbortError');
});

/** Ops of a device that has no memory for the `calls`th crop. A step has two. */
function failingAt(calls: number): OpsDevice['ops'] {
  let maps = 0;
  return {
    ...ops,
    variation(map) {
      if (++maps === calls) throw new RangeError('WebAssembly.Memory.grow(): out of memory');
      return ops.variation(map);
    },
  };
}

it('keeps what was learned where the memory ends', async () => {
  const { result } = await learn(
    { from: whole.learning[0]?.state },
    { start: async () => device({ ops: failingAt(3) }) },
  );
  expect(result.stopped).toEqual({ code: 'engine/memory' });
  expect(result.state.steps).toBe(1);
});

describe('on a GPU that fails', () => {
  const GPU = { ...WASM, id: 'tfjs-webgl' } as const;
  /** A GPU that fails at a crop, and the processor. */
  const gpuFirst = (calls: number) => {
    const asked: (DeviceChoice | undefined)[] = [];
    const start = async (choice?: DeviceChoice) => {
      asked.push(choice);
      return choice ? device() : device({ info: GPU, ops: failingAt(calls) });
    };
    return { asked, start };
  };

  it('goes on on the processor, to what it would have been', async () => {
    const { asked, start } = gpuFirst(5);
    const { result, learning, updates } = await learn({}, { start });
    expect(asked).toEqual([undefined, 'processor']);
    expect(result).toEqual(whole.result);
    // It has begun once, and counts on.
    expect(updates.findLastIndex(({ phase }) => phase === 'choosing')).toBeLessThan(
      updates.findIndex(({ phase }) => phase === 'learning'),
    );
    expect(learning.map(({ done }) => done)).toEqual([
      0,
      1,
      2,
      ...[...Array(11).keys()].map((i) => i + 2),
    ]);
    expect(new Set(learning.map(({ of }) => of))).toEqual(new Set([12]));
    expect(learning.at(2)?.executor.id).toBe('tfjs-webgl');
    expect(learning.at(-1)?.executor.id).toBe('wasm');
  });

  it('goes on with an earlier state, too, after no step at all', async () => {
    const { start } = gpuFirst(1);
    const from = whole.learning[4]?.state;
    const { result, learning } = await learn({ from, steps: 8 }, { start });
    expect(result).toEqual(whole.result);
    expect(learning.at(-1)).toMatchObject({ done: 8, of: 8 });
  });

  it('begins on the processor where there were no rows yet', async () => {
    const broken = new Proxy(ops, {
      get: (all, name) => {
        if (name === 'gram') throw new Error('the shader does not compile');
        return all[name as keyof typeof all];
      },
    });
    const start = async (choice?: DeviceChoice) =>
      choice ? device() : device({ info: GPU, ops: broken });
    expect((await learn({}, { start })).result).toEqual(whole.result);
  });

  it('keeps what was learned where the processor does not start', async () => {
    const { start: either } = gpuFirst(3);
    const start = async (choice?: DeviceChoice) => {
      if (choice) throw new Error('no WebAssembly');
      return either();
    };
    const { result } = await learn({ from: whole.learning[0]?.state }, { start });
    expect(result.stopped).toEqual({ code: 'engine/memory' });
    expect(result.state.steps).toBe(1);
  });
});

it('fails where the device is lost, so that another worker goes on', async () => {
  let lose: (fault: EngineFault) => void = () => {};
  const lost = new Promise<EngineFault>((resolve) => (lose = resolve));
  const learning = learn(
    { from: whole.learning[0]?.state },
    {
      start: async () => device({ lost }),
      onUpdate: ({ phase, done }) =>
        phase === 'learning' && done === 1 && lose({ code: 'engine/gpu-lost' }),
    },
  );
  await expect(learning).rejects.toHaveProperty('fault', { code: 'engine/gpu-lost' });
});

it('wants a model that is there, and a photo', async () => {
  await expect(
    learnHere(options, { ...request, model: 'nothing' }, () => {}, undefined, {
      start: async () => device(),
    }),
  ).rejects.toHaveProperty('fault', {
    code: 'engine/unknown-model',
    model: 'nothing',
  });
  await expect(learn({ photos: [] })).rejects.toHaveProperty('fault', { code: 'engine/no-photos' });
});

it.each([
  ['of one colour', { width: 70, height: 64, data: new Uint8ClampedArray(70 * 64 * 4).fill(90) }],
  ['of a single pixel', waves(1, 1, 5)],
  ['that is a thin strip', waves(400, 3, 4)],
])('takes a painting %s', async (_, painting) => {
  const { result, learning } = await learn({ painting, from: whole.learning[0]?.state, steps: 1 });
  expect(result.stopped).toBeUndefined();
  expect(learning[1]?.loss).toBeGreaterThan(0);
});

import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  Capabilities,
  Engines,
  ExecutorId,
  Job,
  Manifest,
  Stylizer,
} from '../../engine/index.ts';
import type { Pictures } from '../../picture/index.ts';
import {
  createConnecting,
  createPhotos,
  lastResult,
  type Photos,
  type Tab,
} from '../shared/index.ts';
import { createCompare } from './comparePage.ts';
import { leftOut } from './executorBenchmark.ts';
import { figuresOf, knownOf } from './figuresOf.ts';
import { DEFAULT_COMPARISON, type CompareSettings, type SideId } from './types.ts';

const BASE = 'https://brushlite.test/models/';
const read = (path: string) =>
  readFileSync(new URL(`../../../models/${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('manifest.json')) as Manifest;
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

interface RunningJob {
  readonly on: ExecutorId | 'auto';
  readonly job: Job;
  readonly signal: AbortSignal | undefined;
  finish(): void;
  fail(message: string): void;
}

/** Jobs of all engines, in the order they began. They go on when the test says so, or at once. */
let jobs: RunningJob[];
let atOnce: boolean;
/** Executors that this browser lacks. */
let lacking: ExecutorId[];
/** Those that were ended, in this order. */
let disposed: (ExecutorId | 'auto')[];

function fakeStylizer(on: ExecutorId | 'auto'): Stylizer {
  const executor = { id: on === 'auto' ? 'wasm' : on, device: `a ${on}`, software: false } as const;
  return {
    capabilities: async (): Promise<Capabilities> => ({
      available: [executor],
      missing: [],
      chosen: executor,
    }),
    async *load() {
      const facts = { downloadMs: 10, cached: false, warmUpMs: 5, weightBytes: 4 };
      yield { stage: 'idle', loaded: 1, total: 1, facts };
    },
    async *run(job, signal) {
      if (!manifest.models.some(({ id }) => id === job.model)) {
        throw new Error(`There is no network named “${job.model}” on this server.`);
      }
      await new Promise<void>((resolve, reject) => {
        signal?.throwIfAborted();
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        const fail = (message: string) => reject(new Error(message));
        jobs.push({ on, job, signal, finish: resolve, fail });
        if (atOnce) resolve();
      });
      const { width, height } = job.picture;
      const picture = { width, height, data: new Uint8ClampedArray(4 * width * height) };
      const parts = { upload: 1, inference: 7, readback: 2 };
      const layers = job.measure === 'layers' ? { conv1: 3 } : undefined;
      yield { type: 'result', picture, executor, ms: 10, ...(job.measure && { parts, layers }) };
    },
    paintFrame: () => Promise.reject(new Error('no frames here')),
    dispose: async () => void disposed.push(on),
  };
}

const engines = (): Engines => {
  const made = new Map<string, Stylizer>();
  return {
    get: async (executor) => {
      if (lacking.some((id) => id === executor)) {
        throw new Error(`${executor} is not available in this browser.`);
      }
      const stylizer = made.get(executor) ?? fakeStylizer(executor);
      made.set(executor, stylizer);
      return stylizer;
    },
    dispose: async () => {},
  };
};

const tab: Tab = {
  hidden: () => false,
  timesHidden: () => 0,
  shown: async () => {},
  onChange: () => {},
};
const machine = { browser: 'Firefox 141', platform: 'Linux', cores: 2 };
const pictures: Pictures = {
  decode: async () => {
    const bitmap = { width: 64, height: 32, close: vi.fn() } as unknown as ImageBitmap;
    return { bitmap, width: 640, height: 320 };
  },
  fit: async () => ({ width: 64, height: 32, data: new Uint8ClampedArray(4 * 64 * 32) }),
  encode: async () => new Blob(),
  compare: vi.fn(async (a) => ({ ssim: 0.9, psnr: 30, difference: 4, map: a, mapEnd: 20 })),
};

let photos: Photos;
let compare: ReturnType<typeof createCompare>;
let connect: () => Promise<{ manifest: Manifest; engines: Engines }>;

beforeEach(() => {
  jobs = [];
  atOnce = false;
  lacking = [];
  disposed = [];
  vi.mocked(pictures.compare).mockClear();
  vi.stubGlobal('fetch', async (url: URL | string) =>
    String(url).startsWith(BASE)
      ? new Response(read(String(url).slice(BASE.length)))
      : new Response('x'),
  );
  connect = async () => ({ manifest, engines: engines() });
  photos = createPhotos({ pictures });
  const draw = () => 1;
  const connecting = createConnecting(() => connect());
  compare = createCompare({ pictures, photos, connecting, base: BASE, draw, tab, machine });
});

const state = () => compare.store.getState();
const sides = () => state().sides;
const statuses = () => [sides().left.status, sides().right.status];
const open = async (name = 'a.jpg') => {
  await compare.actions.open([new File(['x'], name)]);
  await settled();
};
const finish = async () => {
  jobs.at(-1)?.finish();
  await settled();
};
/** The page is shown, with a photo that both sides have painted. */
const painted = async () => {
  compare.actions.enter();
  await open();
  await finish();
  await finish();
};

describe('a photo', () => {
  it('is painted by original float32 on the left and compressed float16 on the right, in turn', async () => {
    compare.actions.enter();
    await open();
    expect(jobs.map(({ job }) => job.model)).toEqual(['original-float32']);
    expect(statuses()).toEqual(['running', 'running']);
    await finish();
    expect(statuses()).toEqual(['done', 'running']);
    expect(jobs[1]?.job).toMatchObject({
      model: 'compressed-float16',
      style: [1, 0, 0, 0, 0, 0, 0, 0],
    });
    await finish();
    expect(statuses()).toEqual(['done', 'done']);
    expect(state().comparison).toMatchObject({ ssim: 0.9, psnr: 30, difference: 4 });
  });

  it('waits while another page is shown', async () => {
    await open();
    expect(jobs).toHaveLength(0);
    compare.actions.enter();
    await settled();
    expect(jobs).toHaveLength(1);
    compare.actions.leave();
    await settled();
    expect(jobs[0]?.signal?.aborted).toBe(true);
    compare.actions.enter();
    await settled();
    expect(jobs).toHaveLength(2);
    await finish();
    await finish();
    expect(statuses()).toEqual(['done', 'done']);
  });

  it('that replaces another drops all that was painted and measured of it', async () => {
    await painted();
    const before = lastResult(sides().left);
    await open('b.jpg');
    expect(statuses()).toEqual(['running', 'running']);
    expect(lastResult(sides().left)).toBeUndefined();
    expect(state().comparison).toBeUndefined();
    await finish();
    expect(lastResult(sides().left)?.photo).not.toBe(before?.photo);
  });
});

describe('one side that fails', () => {
  it('says so, and the other one stays; it can be tried again', async () => {
    compare.actions.enter();
    await open();
    jobs[0]?.fail('There was not enough memory.');
    await settled();
    await finish();
    expect(sides().left).toMatchObject({
      status: 'failed',
      problem: 'There was not enough memory.',
    });
    expect(sides().right.status).toBe('done');
    expect(state().comparison).toBeUndefined();
    compare.actions.paint('left');
    await settled();
    await finish();
    expect(statuses()).toEqual(['done', 'done']);
    expect(state().comparison).toBeDefined();
  });

  it('for the want of its executor does not keep the other one from painting', async () => {
    lacking = ['webgpu'];
    compare.actions.chooseSide('left', { executor: 'webgpu' });
    compare.actions.enter();
    await open();
    await finish();
    expect(sides().left).toMatchObject({
      status: 'failed',
      problem: 'webgpu is not available in this browser.',
    });
    expect(sides().right.status).toBe('done');
  });

  it.each(['huge-float32', 'constructor'])('since the server lacks %s says so', async (model) => {
    const left = { model, executor: 'auto' } as const;
    compare.actions.enter({ ...DEFAULT_COMPARISON, left, sample: 'city' });
    await settled();
    await finish();
    expect(sides().left).toMatchObject({
      problem: `There is no network named “${model}” on this server.`,
    });
    expect(sides().right.status).toBe('done');
    const figures = figuresOf(knownOf(state()));
    expect(figures?.sides.left).toBeUndefined();
    expect(figures?.sides.right).toMatchObject({ ms: 10, size: { weights: 363_712 } });
    expect(compare.actions.report()).toBeUndefined();
  });
});

describe('a choice', () => {
  it('of a style paints both anew, and going back is instant', async () => {
    await painted();
    const first = sides();
    compare.actions.choose({ style: 'udnie' });
    await settled();
    expect(statuses()).toEqual(['running', 'running']);
    expect(lastResult(sides().left)?.style).toBe('great-wave');
    compare.actions.choose({ style: 'great-wave' });
    await settled();
    expect(sides().left).toEqual(first.left);
    expect(state().comparison).toBeDefined();
    expect(pictures.compare).toHaveBeenCalledOnce();
    expect(jobs).toHaveLength(3);
  });

  it('drops what an older job still brings', async () => {
    await painted();
    compare.actions.choose({ size: 256 });
    await settled();
    compare.actions.choose({ size: 1024 });
    await settled();
    jobs[2]?.finish();
    await settled();
    expect(statuses()).toEqual(['running', 'running']);
    await finish();
    expect(lastResult(sides().left)?.size).toBe(1024);
  });

  it('of a view runs nothing', async () => {
    await painted();
    for (const view of ['side-by-side', 'difference', 'models', 'split'] as const) {
      compare.actions.choose({ view });
    }
    await settled();
    expect(jobs).toHaveLength(2);
    expect(state().comparison).toBeDefined();
  });

  it('of one side leaves the other', async () => {
    await painted();
    const { right } = sides();
    compare.actions.chooseSide('left', { model: 'original-uint8' });
    await settled();
    expect(sides().left.status).toBe('running');
    expect(sides().right).toBe(right);
  });

  it('can be cancelled, and the last paintings stay', async () => {
    await painted();
    compare.actions.choose({ style: 'udnie' });
    await settled();
    compare.actions.cancel();
    await settled();
    expect(statuses()).toEqual(['cancelled', 'cancelled']);
    expect(lastResult(sides().right)?.style).toBe('great-wave');
    compare.actions.paint();
    await settled();
    expect(statuses()).toEqual(['running', 'running']);
  });
});

describe('the sides', () => {
  it('swap without a run, and the comparison stays', async () => {
    await painted();
    const { left, right } = sides();
    compare.actions.swap();
    await settled();
    expect(sides()).toEqual({ left: right, right: left });
    expect(state().settings.left.model).toBe('compressed-float16');
    expect(state().comparison).toBeDefined();
    expect(jobs).toHaveLength(2);
  });

  it('swap while one is still being painted', async () => {
    compare.actions.enter();
    await open();
    await finish();
    compare.actions.swap();
    await settled();
    expect(statuses()).toEqual(['running', 'done']);
    await finish();
    expect(lastResult(sides().left)?.model).toBe('compressed-float16');
    expect(lastResult(sides().right)?.model).toBe('original-float32');
    expect(state().comparison).toBeDefined();
  });

  it('get one another’s settings, and then the same picture', async () => {
    await painted();
    compare.actions.copyToOther('right');
    await settled();
    expect(state().settings.left).toEqual(state().settings.right);
    expect(lastResult(sides().left)).toBe(lastResult(sides().right));
    expect(jobs).toHaveLength(2);
  });

  it('do not get the comparison of others that comes late', async () => {
    await painted();
    let answer = () => {};
    vi.mocked(pictures.compare).mockImplementationOnce(async (a) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return { ssim: 1, psnr: Infinity, difference: 0, map: a, mapEnd: 1 };
    });
    compare.actions.copyToOther('right');
    await settled();
    expect(state().comparison).toBeUndefined();
    compare.actions.chooseSide('left', { model: 'original-float32' });
    await settled();
    expect(state().comparison?.ssim).toBe(0.9);
    answer();
    await settled();
    expect(state().comparison?.ssim).toBe(0.9);
  });
});

describe('the address', () => {
  const address: CompareSettings = {
    left: { model: 'original-uint8', executor: 'auto' },
    right: { model: 'compressed-uint8', executor: 'auto' },
    style: 'udnie',
    size: 256,
    view: 'difference',
    sample: 'city',
  };

  it('gives the same comparison on a sample picture', async () => {
    compare.actions.enter(address);
    await settled();
    expect(photos.store.getState().photo?.sample).toBe('city');
    expect(state().settings).toEqual(address);
    expect(jobs[0]?.job.model).toBe('original-uint8');
  });

  it('names no sample once there is a photo of one’s own', async () => {
    compare.actions.enter(address);
    await settled();
    await open();
    expect(state().settings.sample).toBeUndefined();
  });

  it('leaves a photo of one’s own', async () => {
    await open();
    compare.actions.enter(address);
    await settled();
    expect(photos.store.getState().photo?.name).toBe('a.jpg');
    expect(state().settings).toEqual({ ...address, sample: undefined });
  });

  it('does not outrun a photo of one’s own that is being opened', async () => {
    compare.actions.enter(address);
    await settled();
    const opening = compare.actions.open([new File(['x'], 'a.jpg')]);
    compare.actions.enter({ ...address, sample: 'sea' });
    await opening;
    await settled();
    expect(photos.store.getState().photo?.name).toBe('a.jpg');
  });

  it('replaces a sample picture by another one', async () => {
    compare.actions.enter(address);
    await settled();
    compare.actions.enter({ ...address, sample: 'sea' });
    await settled();
    expect(photos.store.getState().photo?.sample).toBe('sea');
  });

  it('with a style that the manifest lacks gives its first one', async () => {
    compare.actions.enter({ ...address, style: 'dots' });
    await settled();
    expect(state().settings.style).toBe('great-wave');
  });

  it('that says nothing leaves the settings alone', async () => {
    compare.actions.enter(address);
    await settled();
    compare.actions.leave();
    compare.actions.enter();
    await settled();
    expect(state().settings).toEqual(address);
  });
});

describe('measuring', () => {
  it('times both sides in turn, with their parts and layers, after what is being painted', async () => {
    compare.actions.enter();
    await open();
    const measuring = compare.actions.measure(3);
    await settled();
    expect(state().benchmark).toMatchObject({ status: 'running', progress: { done: 0, total: 6 } });
    expect(jobs).toHaveLength(1);
    atOnce = true;
    await finish();
    await measuring;
    const { benchmark } = state();
    if (benchmark.status !== 'done') throw new Error(benchmark.status);
    const models = jobs.filter(({ job }) => job.measure === 'parts').map(({ job }) => job.model);
    const [left, right] = ['original-float32', 'compressed-float16'];
    expect(models).toEqual([left, right, left, right, left, right, left, right]);
    expect(benchmark.result.left.runs).toHaveLength(3);
    expect(benchmark.result.left.runs[0]).toEqual({
      upload: 1,
      inference: 7,
      readback: 2,
      draw: 1,
      total: 11,
    });
    expect(benchmark.result.right.layers).toEqual({ conv1: 3 });
    expect(statuses()).toEqual(['done', 'done']);
  });

  it('is cancelled at once', async () => {
    await painted();
    const measuring = compare.actions.measure();
    await settled();
    compare.actions.cancelMeasure();
    await measuring;
    expect(state().benchmark).toEqual({ status: 'idle' });
    expect(jobs.at(-1)?.signal?.aborted).toBe(true);
  });

  it('says which side failed, and both pictures stay', async () => {
    await painted();
    const measuring = compare.actions.measure();
    await settled();
    jobs.at(-1)?.fail('There was not enough memory.');
    await measuring;
    expect(state().benchmark).toEqual({
      status: 'failed',
      problem: 'Left side: There was not enough memory.',
    });
    expect(statuses()).toEqual(['done', 'done']);
    compare.actions.swap(); // then it is not the left one any more
    expect(state().benchmark).toEqual({ status: 'idle' });
  });

  it('is of these sides at this size: swapped with them, gone with others', async () => {
    await painted();
    atOnce = true;
    await compare.actions.measure(3);
    const measured = (side: SideId) => {
      const { benchmark } = state();
      return benchmark.status === 'done' ? benchmark.result[side] : undefined;
    };
    const left = measured('left');
    compare.actions.swap();
    expect(measured('right')).toBe(left);
    compare.actions.choose({ size: 256 });
    expect(state().benchmark).toEqual({ status: 'idle' });
  });

  it('again keeps the last figures until there are new ones', async () => {
    await painted();
    atOnce = true;
    await compare.actions.measure(3);
    atOnce = false;
    const first = lastResult(state().benchmark);
    const again = async () => {
      const measuring = compare.actions.measure(3);
      await settled();
      expect(state().benchmark.status).toBe('running');
      expect(lastResult(state().benchmark)).toBe(first);
      return measuring;
    };
    const cancelled = again();
    await settled();
    compare.actions.cancelMeasure();
    await cancelled;
    expect(state().benchmark).toEqual({ status: 'done', result: first });
    const failed = again();
    await settled();
    jobs.at(-1)?.fail('No memory.');
    await failed;
    expect(state().benchmark).toMatchObject({ status: 'failed', previous: first });
    compare.actions.swap();
    expect(lastResult(state().benchmark)).toEqual({ left: first?.right, right: first?.left });
    atOnce = true;
    await compare.actions.measure(3);
    expect(lastResult(state().benchmark)?.left.runs).not.toBe(first?.right.runs);
  });

  it('ends when the page is left', async () => {
    await painted();
    const measuring = compare.actions.measure();
    await settled();
    compare.actions.leave();
    await measuring;
    expect(state().benchmark).toEqual({ status: 'idle' });
  });
});

describe('every engine', () => {
  const real = { id: 'wasm', device: 'Processor', software: false } as const;
  const reference = { ...real, id: 'tfjs-wasm' } as const;
  const emulated = { id: 'webgl', device: 'SwiftShader', software: true } as const;

  beforeEach(async () => {
    await painted();
    const { connection } = state();
    if (connection.status !== 'connected') throw new Error(connection.status);
    const available = [real, reference, emulated];
    const capabilities = { available, missing: [], chosen: real };
    compare.store.setState({ connection: { ...connection, capabilities } });
    jobs = [];
    atOnce = true;
  });

  const rows = () => {
    const { engines } = state();
    if (engines.status !== 'done') throw new Error(engines.status);
    return engines.result;
  };

  it('times both models on all that is no emulation, in turn', async () => {
    await compare.actions.measureEngines(3);
    const [original, compressed] = ['original-float32', 'compressed-float16'];
    expect(rows().map(({ model, executor }) => [model, executor.id])).toEqual([
      [original, 'wasm'],
      [original, 'tfjs-wasm'],
      [compressed, 'wasm'],
      [compressed, 'tfjs-wasm'],
    ]);
    for (const { measured } of rows()) expect(measured?.runs).toHaveLength(3);
    const round = [`wasm ${original}`, `tfjs-wasm ${original}`, `wasm ${compressed}`];
    const ran = jobs.filter(({ job }) => job.measure === 'parts');
    expect(ran.slice(4, 7).map(({ on, job }) => `${on} ${job.model}`)).toEqual(round);
  });

  it('leaves out one that does not start, with the reason', async () => {
    lacking = ['tfjs-wasm'];
    await compare.actions.measureEngines(3);
    const [own, other] = rows();
    expect(own?.measured?.runs).toHaveLength(3);
    expect(other?.measured).toBeUndefined();
    expect(other?.problem).toContain('tfjs-wasm is not available in this browser.');
  });

  it('leaves out one that can’t paint this picture, with the reason', async () => {
    atOnce = false;
    const measuring = compare.actions.measureEngines(3);
    await settled();
    jobs.at(-1)?.fail('There was not enough memory.');
    atOnce = true;
    await measuring;
    expect(rows()[0]).toMatchObject({ problem: 'There was not enough memory.' });
    expect(rows()[1]?.measured?.runs).toHaveLength(3);
  });

  it('keeps the last figures when it is cancelled, and forgets those of other settings', async () => {
    await compare.actions.measureEngines(3);
    const first = rows();
    atOnce = false;
    const again = compare.actions.measureEngines(3);
    await settled();
    expect(state().engines).toMatchObject({ status: 'running', previous: first });
    compare.actions.cancelMeasureEngines();
    await again;
    expect(rows()).toBe(first);
    compare.actions.choose({ size: 256 });
    expect(state().engines).toEqual({ status: 'idle' });
  });

  it('says why it is without an emulated GPU, and without what the browser lacks', () => {
    const reason = 'WebGPU is not available in this browser.';
    const missing = [
      { id: 'webgpu', reason },
      { id: 'wasm', reason: 'A part of the page could not be downloaded.' },
    ] as const;
    const out = leftOut({ available: [real, emulated], missing, chosen: real });
    expect(out.map(({ sentence }) => sentence)).toEqual([
      'WebGL is left out: its GPU is emulated by the processor, which would take minutes.',
      reason,
      'WebAssembly is left out: A part of the page could not be downloaded.',
    ]);
  });

  describe('ends what nobody else has', () => {
    /** All have run once, untimed, and the first timed run is under way. */
    const warmedUp = async () => {
      atOnce = false;
      const measuring = compare.actions.measureEngines(3);
      await settled();
      for (let i = 0; i < 4; i++) await finish();
      expect(disposed).toEqual([]);
      return { measuring };
    };

    it('when it is done: not what the page itself runs on', async () => {
      await compare.actions.measureEngines(3);
      expect(disposed).toEqual(['tfjs-wasm']);
    });

    it('when it is cancelled', async () => {
      const { measuring } = await warmedUp();
      compare.actions.cancelMeasureEngines();
      await measuring;
      expect(disposed).toEqual(['tfjs-wasm']);
    });

    it('when it fails', async () => {
      const { measuring } = await warmedUp();
      jobs.at(-1)?.fail('There was not enough memory.');
      await measuring;
      expect(state().engines.status).toBe('failed');
      expect(disposed).toEqual(['tfjs-wasm']);
    });

    it('before it measures again, which starts it anew', async () => {
      const { measuring } = await warmedUp();
      const again = compare.actions.measureEngines(3);
      await measuring;
      await settled();
      expect(disposed).toEqual(['tfjs-wasm']);
      atOnce = true;
      await finish();
      await again;
      for (const { measured } of rows()) expect(measured?.runs).toHaveLength(3);
      expect(disposed).toEqual(['tfjs-wasm', 'tfjs-wasm']);
    });

    it('and leaves what a side has chosen meanwhile', async () => {
      const { measuring } = await warmedUp();
      compare.actions.chooseSide('left', { executor: 'tfjs-wasm' });
      atOnce = true;
      await finish();
      await measuring;
      await settled();
      expect(disposed).toEqual([]);
      expect(lastResult(sides().left)?.ranOn.id).toBe('tfjs-wasm');
    });
  });
});

describe('two measurements', () => {
  /** What a measurement says of itself, in this order. */
  const phases = (name: 'benchmark' | 'engines') => {
    const seen: string[] = [];
    compare.store.subscribe(({ [name]: now }) => {
      const phase = now.status === 'running' ? now.progress.phase : now.status;
      if (phase !== seen.at(-1)) seen.push(phase);
    });
    return seen;
  };
  beforeEach(async () => {
    await painted();
  });

  it.each([
    ['that of both sides', 'that of every engine', 'measureEngines', 'measure', 'benchmark'],
    ['that of every engine', 'that of both sides', 'measure', 'measureEngines', 'engines'],
  ] as const)('%s waits for %s, and says so', async (_, __, first, second, waiting) => {
    const one = compare.actions[first](3);
    await settled();
    const seen = phases(waiting);
    const other = compare.actions[second](3);
    await settled();
    expect(seen).toEqual(['waiting']);
    expect(jobs).toHaveLength(3); // two of the sides, and the first one's
    atOnce = true;
    await finish();
    await Promise.all([one, other]);
    expect(seen).toEqual(['waiting', 'measuring', 'done']);
  });

  it('the one that waits is cancelled at once, and the other goes on', async () => {
    const both = compare.actions.measure(3);
    await settled();
    const all = compare.actions.measureEngines(3);
    await settled();
    compare.actions.cancelMeasureEngines();
    expect(state().engines).toEqual({ status: 'idle' });
    atOnce = true;
    await finish();
    await Promise.all([both, all]);
    expect(state().benchmark.status).toBe('done');
    expect(state().engines).toEqual({ status: 'idle' });
  });
});

describe('every model', () => {
  it('paints the photo, each compared with the first; one that fails leaves the others', async () => {
    await painted();
    const running = compare.actions.runAllModels();
    for (let i = 0; i < manifest.models.length; i++) {
      await settled();
      if (i === 2) jobs.at(-1)?.fail('No memory.');
      else jobs.at(-1)?.finish();
    }
    await running;
    const { rows } = state();
    expect(rows.map(({ model }) => model)).toEqual(manifest.models.map(({ id }) => id));
    const failed = rows.filter(({ state: { status } }) => status === 'failed');
    expect(failed).toHaveLength(1);
    expect(rows.filter(({ comparison }) => comparison)).toHaveLength(rows.length - 1);
    // The two sides' pictures were there already.
    expect(jobs).toHaveLength(manifest.models.length);
  });

  it('can be cancelled, and is forgotten with another style', async () => {
    await painted();
    const running = compare.actions.runAllModels();
    await settled();
    compare.actions.cancel();
    await running;
    expect(state().rows.some(({ state: { status } }) => status === 'running')).toBe(false);
    compare.actions.choose({ style: 'udnie' });
    expect(state().rows).toEqual([]);
  });
});

describe('a report', () => {
  const file = (content: string, name = 'report.json') => new File([content], name);

  it('has the figures of both sides, and can be dropped back', async () => {
    await painted();
    const saved = compare.actions.saveReport();
    expect(saved?.name).toBe('brushlite-original-float32-compressed-float16.json');
    const text = (await saved?.blob.text()) ?? '';
    await compare.actions.open([file(text)]);
    expect(state().report).toMatchObject({ machine, figures: { likeness: { ssim: 0.9 } } });
    expect(compare.actions.report()).toBe(state().report);
    expect(compare.actions.reportMarkdown()).toMatch(/^# Original float32 and Compressed float16/);
    compare.actions.closeReport();
    expect(state().report).toBeUndefined();
    expect(statuses()).toEqual(['done', 'done']);
  });

  it('is none before anything was painted', () => {
    expect(compare.actions.report()).toBeUndefined();
    expect(compare.actions.saveReport()).toBeUndefined();
    expect(compare.actions.reportMarkdown()).toBeUndefined();
  });

  it('that is none is a notice, and the page stays', async () => {
    await painted();
    await compare.actions.open([file('{}')]);
    expect(photos.store.getState().notice?.text).toMatch(/“report.json” is not a Brushlite report/);
    expect(state().report).toBeUndefined();
    expect(statuses()).toEqual(['done', 'done']);
  });

  it('makes way for a new photo', async () => {
    await painted();
    await compare.actions.open([file((await compare.actions.saveReport()?.blob.text()) ?? '')]);
    await open('b.jpg');
    expect(state().report).toBeUndefined();
  });
});

it('a server that is away is a sentence, and connecting again works', async () => {
  const good = connect;
  connect = async () => {
    throw new Error('The list of networks could not be downloaded.');
  };
  compare.actions.enter();
  await open();
  expect(state().connection).toEqual({
    status: 'failed',
    problem: 'The list of networks could not be downloaded.',
  });
  connect = good;
  await compare.actions.connect();
  await settled();
  expect(statuses()).toEqual(['running', 'running']);
});

it('a card that does not come is told, and the pictures come all the same', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
  await painted();
  expect(photos.store.getState().notice?.text).toMatch(/figures of .* could not be downloaded/);
  expect(statuses()).toEqual(['done', 'done']);
  expect(compare.actions.report()).toBeUndefined();
});

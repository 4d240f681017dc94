import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Capabilities, Engines, Job, Manifest, RunUpdate, Stylizer } from '../engine/index.ts';
import type { Pictures } from '../picture/index.ts';
import { createConnecting } from './connection.ts';
import { createPhotos, type Photos } from './photos.ts';
import { createStylize, lastPainting } from './stylize.ts';

const WASM = { id: 'wasm', device: 'Processor', software: false } as const;
const capabilities: Capabilities = { available: [WASM], missing: [], chosen: WASM };

const model = (network: string, precision: 'float16' | 'float32') => ({
  id: `${network}-${precision}`,
  network,
  title: network,
  precision,
  path: '',
  sha256: '',
  shards: {},
  bytes: 100,
  weights: 1,
  card: '',
});
const style = (id: string) => ({ id, title: id, artist: '', year: '', thumbnail: '' });
const manifest: Manifest = {
  version: 1,
  default: 'compressed-float16',
  styles: [style('wave'), style('night')],
  models: [
    model('original', 'float32'),
    model('original', 'float16'),
    model('compressed', 'float32'),
    model('compressed', 'float16'),
  ],
};

/** A stylizer whose jobs go on when the test says so. */
function fakeStylizer() {
  const jobs: {
    job: Job;
    signal: AbortSignal | undefined;
    finish(): void;
    fail(e: Error): void;
  }[] = [];
  const stylizer: Stylizer = {
    capabilities: async () => capabilities,
    load: async function* () {},
    run: async function* (job, signal): AsyncGenerator<RunUpdate> {
      yield { type: 'progress', done: 0.5, layer: 'res3' };
      await new Promise<void>((resolve, reject) => {
        jobs.push({ job, signal, finish: resolve, fail: reject });
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
      yield { type: 'result', picture: job.picture, executor: WASM, ms: 12 };
    },
    paintFrame: () => Promise.reject(new Error('no frames here')),
    dispose: async () => {},
  };
  const engines: Engines = { get: async () => stylizer, dispose: async () => {} };
  return { stylizer, engines, jobs };
}

const bitmaps: { width: number; height: number; close: () => void }[] = [];
const pictures: Pictures = {
  decode: async (_, name) => {
    if (name.includes('bad')) throw new Error(`“${name}” is damaged.`);
    const bitmap = { width: 80, height: 40, close: vi.fn() };
    bitmaps.push(bitmap);
    return { bitmap: bitmap as unknown as ImageBitmap, width: 800, height: 400 };
  },
  fit: async () => ({ width: 80, height: 40, data: new Uint8ClampedArray(80 * 40 * 4) }),
  encode: async () => new Blob(['x'], { type: 'image/png' }),
  compare: () => Promise.reject(new Error('Only the Compare page compares.')),
};

const file = (name: string) => new File(['x'], name);
/** One turn of the event loop: by then every promise that the fakes have resolved has been followed. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

let engine: ReturnType<typeof fakeStylizer>;
let connect: () => Promise<{ manifest: Manifest; engines: Engines }>;
let photos: Photos;
let stylize: ReturnType<typeof createStylize>;
const create = (more: Partial<Parameters<typeof createStylize>[0]> = {}) => {
  photos = createPhotos({ pictures, ...more });
  const connecting = createConnecting(() => connect());
  return createStylize({ pictures, photos, connecting, ...more });
};
const stage = () => stylize.store.getState().stage;

beforeEach(async () => {
  bitmaps.length = 0;
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  engine = fakeStylizer();
  connect = async () => ({ manifest, engines: engine.engines });
  stylize = create();
  await stylize.actions.connect();
});

const open = async (name = 'a.jpg') => {
  void photos.actions.open([file(name)]);
  await settled();
};
const paint = async (name?: string) => {
  await open(name);
  engine.jobs.at(-1)?.finish();
  await settled();
};

describe('a photo', () => {
  it('is painted at once, in the first style, by the default network in float16', async () => {
    await open();
    expect(stage()).toMatchObject({ status: 'running', progress: { phase: 'paint', done: 0.5 } });
    expect(engine.jobs[0]?.job).toMatchObject({ model: 'compressed-float16', style: [1, 0] });
    engine.jobs[0]?.finish();
    await settled();
    expect(stage()).toMatchObject({ status: 'shown', painting: { ms: 12, executor: WASM } });
  });

  it('that comes before the engine waits for it', async () => {
    let release = () => {};
    connect = async () => {
      await new Promise<void>((resolve) => (release = resolve));
      return { manifest, engines: engine.engines };
    };
    stylize = create();
    void stylize.actions.connect();
    await open();
    expect(stage().status).toBe('ready');
    release();
    await settled();
    expect(stage().status).toBe('running');
  });

  it('that decodes late does not replace a newer one', async () => {
    const decode = pictures.decode;
    let release = () => {};
    const slow = new Promise<void>((resolve) => (release = resolve));
    stylize = create({
      pictures: {
        ...pictures,
        decode: async (blob, name) => {
          if (name === 'big.jpg') await slow;
          return decode(blob, name);
        },
      },
    });
    await stylize.actions.connect();
    await open('big.jpg');
    await open('small.jpg');
    release();
    await settled();
    expect(stage()).toMatchObject({ photo: { name: 'small.jpg' } });
    expect(bitmaps[1]?.close).toHaveBeenCalled();
    expect(photos.store.getState().opening).toBeUndefined();
  });

  it.each([
    ['is not there', async () => new Response('', { status: 404 })],
    ['breaks off', async () => ({ ok: true, blob: () => Promise.reject(new TypeError('x')) })],
  ])('sample that %s is a sentence, and the page goes on', async (_, answer) => {
    vi.stubGlobal('fetch', answer);
    await photos.actions.openSample({ id: 'city', url: 'samples/city.jpg', title: 'City' });
    expect(photos.store.getState().notice?.text).toMatch(/sample picture could not be downloaded/);
    expect(photos.store.getState().opening).toBeUndefined();
    expect(stage().status).toBe('empty');
  });

  it('that replaces another closes its bitmap and drops its job', async () => {
    await open('a.jpg');
    await open('b.jpg');
    expect(bitmaps[0]?.close).toHaveBeenCalled();
    expect(engine.jobs[0]?.signal?.aborted).toBe(true);
    engine.jobs[0]?.finish();
    await settled();
    expect(stage()).toMatchObject({ status: 'running', photo: { name: 'b.jpg' } });
  });
});

describe('bad input', () => {
  it('is a notice, and the painting stays', async () => {
    await paint();
    const before = stage();
    await photos.actions.open([file('bad.jpg')]);
    expect(photos.store.getState().notice?.text).toBe('“bad.jpg” is damaged.');
    expect(stage()).toBe(before);
    expect(bitmaps[0]?.close).not.toHaveBeenCalled();
    await photos.actions.open([file('a.jpg'), file('b.jpg')]);
    expect(photos.store.getState().notice?.text).toMatch(/2 files.*one photo at a time/);
    expect(stage()).toBe(before);
  });

  it('a new good photo takes the notice away', async () => {
    await photos.actions.open([file('bad.jpg')]);
    await open();
    expect(photos.store.getState().notice).toBeUndefined();
  });

  it('a job that fails keeps the last painting and can be tried again', async () => {
    await paint();
    stylize.actions.choose({ style: 'night' });
    await settled();
    engine.jobs.at(-1)?.fail(new Error('No memory.'));
    await settled();
    expect(stage()).toMatchObject({ status: 'failed', problem: 'No memory.' });
    expect(lastPainting(stage())?.style).toBe('wave');
    void stylize.actions.paint();
    await settled();
    engine.jobs.at(-1)?.finish();
    await settled();
    expect(stage()).toMatchObject({ status: 'shown', painting: { style: 'night' } });
  });
});

describe('choices', () => {
  it('repaint, keep the last painting meanwhile, and drop the job before', async () => {
    await paint();
    stylize.actions.choose({ style: 'night' });
    await settled();
    stylize.actions.choose({ network: 'original' });
    await settled();
    expect(engine.jobs[1]?.signal?.aborted).toBe(true);
    expect(stage().status).toBe('running');
    expect(lastPainting(stage())?.style).toBe('wave');
    expect(engine.jobs[2]?.job).toMatchObject({ model: 'original-float16', style: [0, 1] });
  });

  it('going back is instant', async () => {
    await paint();
    const first = lastPainting(stage());
    stylize.actions.choose({ style: 'night' });
    await settled();
    stylize.actions.choose({ style: 'wave' });
    expect(lastPainting(stage())).toBe(first);
    expect(stage().status).toBe('shown');
  });

  it('last to the next visit, as far as the server still has them', async () => {
    stylize.actions.choose({ style: 'night', network: 'original', size: 768 });
    const next = create();
    await next.actions.connect();
    expect(next.store.getState().settings).toEqual({
      style: 'night',
      network: 'original',
      size: 768,
    });
    connect = async () => ({
      manifest: { ...manifest, styles: [style('wave')] },
      engines: engine.engines,
    });
    const later = create();
    await later.actions.connect();
    expect(later.store.getState().settings.style).toBe('wave');
  });
});

it('cancel goes back to the photo and the last painting', async () => {
  await paint();
  stylize.actions.choose({ style: 'night' });
  await settled();
  stylize.actions.cancel();
  await settled();
  expect(stage().status).toBe('cancelled');
  expect(lastPainting(stage())?.style).toBe('wave');
});

describe('cancel while the server is still being asked', () => {
  let answer = () => {};
  beforeEach(async () => {
    connect = async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return { manifest, engines: engine.engines };
    };
    stylize = create();
    void stylize.actions.connect();
    await open();
    stylize.actions.choose({ size: 384 });
    stylize.actions.cancel();
  });

  it('leaves the photo and the settings, and nothing starts by itself', async () => {
    expect(stage()).toMatchObject({ status: 'cancelled', photo: { name: 'a.jpg' } });
    answer();
    await settled();
    expect(stage()).toMatchObject({ status: 'cancelled', photo: { name: 'a.jpg' } });
    expect(stylize.store.getState().settings.size).toBe(384);
    expect(engine.jobs).toHaveLength(0);
  });

  it('can be taken back after the answer', async () => {
    answer();
    await settled();
    void stylize.actions.paint();
    await settled();
    engine.jobs[0]?.finish();
    await settled();
    expect(stage()).toMatchObject({ status: 'shown', painting: { longSide: 384 } });
  });

  it('can be taken back before the answer', async () => {
    void stylize.actions.paint();
    expect(stage().status).toBe('ready');
    expect(engine.jobs).toHaveLength(0);
    answer();
    await settled();
    expect(stage().status).toBe('running');
  });
});

it('a server that is away is a sentence, and connecting again works', async () => {
  const good = connect;
  connect = async () => {
    throw new Error('The list of networks could not be downloaded.');
  };
  stylize = create();
  await stylize.actions.connect();
  expect(stylize.store.getState().connection).toMatchObject({
    status: 'failed',
    problem: 'The list of networks could not be downloaded.',
  });
  await open();
  connect = good;
  void stylize.actions.connect();
  await settled();
  expect(stage().status).toBe('running');
});

describe('before the executors are known', () => {
  let know = () => {};
  beforeEach(() => {
    const asked = new Promise<void>((resolve) => (know = resolve));
    engine.stylizer.capabilities = async () => {
      await asked;
      return { ...capabilities, chosen: { id: 'webgpu', device: 'A GPU', software: false } };
    };
    stylize = create();
    void stylize.actions.connect();
  });

  it('a photo waits for them, and is painted once, as large as they allow', async () => {
    await settled();
    await open();
    expect(stage()).toMatchObject({ status: 'running', progress: { phase: 'prepare' } });
    expect(engine.jobs).toHaveLength(0);
    know();
    await settled();
    expect(engine.jobs).toHaveLength(1);
    engine.jobs[0]?.finish();
    await settled();
    expect(stage()).toMatchObject({ status: 'shown', painting: { longSide: 1024 } });
    expect(engine.jobs).toHaveLength(1);
  });

  it('a photo that was cancelled stays so', async () => {
    await settled();
    await open();
    stylize.actions.cancel();
    know();
    await settled();
    expect(stage().status).toBe('cancelled');
    expect(engine.jobs).toHaveLength(0);
  });

  it('a choice made meanwhile counts', async () => {
    await settled();
    await open();
    stylize.actions.cancel();
    stylize.actions.choose({ size: 384 });
    know();
    await settled();
    expect(engine.jobs).toHaveLength(1);
    engine.jobs[0]?.finish();
    await settled();
    expect(stage()).toMatchObject({ status: 'shown', painting: { longSide: 384 } });
  });

  it('a job that failed does not start over by itself', async () => {
    stylize.actions.choose({ size: 512 });
    await settled();
    await open();
    engine.jobs.at(-1)?.fail(new Error('No network.'));
    await settled();
    know();
    await settled();
    expect(stage()).toMatchObject({ status: 'failed', problem: 'No network.' });
    expect(engine.jobs).toHaveLength(1);
  });
});

it('says so when the executor of the address is not to be had', async () => {
  const missing = [{ id: 'webgpu', reason: 'WebGPU is not available in this browser.' }] as const;
  engine.stylizer.capabilities = async () => ({ ...capabilities, missing });
  stylize = create({ executor: 'webgpu' });
  await stylize.actions.connect();
  expect(photos.store.getState().notice?.text).toBe(
    'WebGPU is not available in this browser. Painting with WebAssembly instead.',
  );
});

it('saves the painting under the photo’s and the style’s name', async () => {
  expect(await stylize.actions.save()).toBeUndefined();
  await paint('holiday.at.sea.jpeg');
  const saved = await stylize.actions.save();
  expect(saved?.name).toBe('holiday.at.sea-wave.png');
  expect(saved?.blob.type).toBe('image/png');
});

describe('while another page is shown', () => {
  it('nothing is painted; the new photo is, as soon as one comes back', async () => {
    stylize.actions.leave();
    await open();
    expect(engine.jobs).toHaveLength(0);
    expect(stage().status).toBe('ready');
    stylize.actions.enter();
    await settled();
    expect(stage().status).toBe('running');
  });

  it('a job waits, and starts over when one comes back', async () => {
    await open();
    stylize.actions.leave();
    expect(engine.jobs[0]?.signal?.aborted).toBe(true);
    stylize.actions.enter();
    await settled();
    expect(engine.jobs).toHaveLength(2);
  });

  it('a cancelled painting stays cancelled', async () => {
    await open();
    stylize.actions.cancel();
    stylize.actions.leave();
    stylize.actions.enter();
    await settled();
    expect(engine.jobs).toHaveLength(1);
  });
});

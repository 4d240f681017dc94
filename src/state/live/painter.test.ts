import { beforeEach, expect, it, vi } from 'vitest';
import type { FrameJob, LoadProgress, Stylizer } from '../../engine/index.ts';
import { Painter } from './painter.ts';
import { manifest } from './testing.ts';
import type { LiveSettings, Switching } from './types.ts';

const settings: LiveSettings = {
  style: 'night',
  network: 'compressed',
  size: 'auto',
  rate: 24,
  strength: 1,
  view: 'painting',
  steady: false,
  mirror: true,
  camera: '',
};

/** A frame of 640 x 480 that counts its copies and what is closed. */
class FakeFrame {
  static open = 0;
  readonly displayWidth = 640;
  readonly displayHeight = 480;
  constructor() {
    FakeFrame.open += 1;
  }
  clone() {
    return new FakeFrame();
  }
  close() {
    FakeFrame.open -= 1;
  }
}

let jobs: FrameJob[];
let bitmaps: { close: () => void }[];
/** Models whose loading goes on when the test says so. */
let loads: Map<string, () => void>;
let broken: string | undefined;
let told: (switching: Switching | undefined) => void;

const stylizer: Stylizer = {
  capabilities: () => Promise.reject(new Error('not asked')),
  async *load(id): AsyncGenerator<LoadProgress> {
    yield { stage: 'download', loaded: 50, total: 100 };
    await new Promise<void>((resolve) => loads.set(id, resolve));
    yield { stage: 'ready', loaded: 100, total: 100 };
  },
  async *run() {},
  paintFrame: async (job) => {
    jobs.push(job);
    job.frame.close();
    if (job.model === broken) throw new Error('The GPU is gone.');
    const bitmap = { close: vi.fn() };
    bitmaps.push(bitmap);
    const executor = { id: 'wasm', device: '', software: false } as const;
    return { bitmap: bitmap as unknown as ImageBitmap, executor, ms: 5 };
  },
  dispose: async () => {},
};

beforeEach(() => {
  vi.stubGlobal('ImageBitmap', Map); // anything that a frame is not
  [jobs, bitmaps, loads, broken] = [[], [], new Map(), undefined];
  FakeFrame.open = 0;
  told = vi.fn();
});

const settle = () => new Promise((resolve) => setTimeout(resolve));
const frame = () => ({ image: new FakeFrame() as unknown as VideoFrame, capturedAt: 0 });

async function prepared(wanted: LiveSettings) {
  const painter = new Painter({ manifest, stylizer, onSwitching: told });
  const done = painter.prepare(wanted);
  for (let i = 0; i < 2; i++) {
    await settle();
    for (const go of loads.values()) go();
  }
  await done;
  return painter;
}

it('paints with the chosen network and style, at the size that the networks take', async () => {
  const painter = await prepared(settings);
  const { painted, width, height } = await painter.paint(frame(), settings, 100);
  expect([width, height]).toEqual([100, 76]); // multiples of 4
  expect(painted.map(({ model }) => model)).toEqual(['compressed-float16']);
  expect(jobs[0]).toMatchObject({ style: [0, 1], width: 100, height: 76, steady: false });
  expect(FakeFrame.open).toBe(1); // the caller's own
});

it('goes on with the network before while another one loads', async () => {
  const painter = await prepared(settings);
  const switching = painter.prepare({ ...settings, network: 'original' });
  await settle();
  expect(told).toHaveBeenLastCalledWith({ title: 'original', done: 0.5 });
  await painter.paint(frame(), settings, 128);
  expect(jobs.at(-1)?.model).toBe('compressed-float16');
  loads.get('original-float16')?.();
  expect(await switching).toMatchObject({ status: 'done' });
  expect(told).toHaveBeenLastCalledWith(undefined);
  await painter.paint(frame(), settings, 128);
  expect(jobs.at(-1)?.model).toBe('original-float16');
});

it('forgets about a network that is no longer wanted', async () => {
  const painter = await prepared(settings);
  const first = painter.prepare({ ...settings, network: 'original' });
  await settle();
  expect(await painter.prepare(settings)).toBeUndefined();
  loads.get('original-float16')?.();
  expect(await first).toBeUndefined();
  expect(painter.models.map(({ id }) => id)).toEqual(['compressed-float16']);
});

it('paints a split with both networks, and closes all when one of them fails', async () => {
  const split = { ...settings, view: 'split' } as const;
  const painter = await prepared(split);
  const { painted } = await painter.paint(frame(), split, 128);
  expect(painted.map(({ model }) => model)).toEqual(['original-float16', 'compressed-float16']);
  broken = 'original-float16';
  bitmaps = [];
  const last = frame();
  await expect(painter.paint(last, split, 128)).rejects.toThrow('The GPU is gone.');
  expect(bitmaps).toHaveLength(1);
  expect(bitmaps[0]?.close).toHaveBeenCalledOnce();
  last.image.close();
  expect(FakeFrame.open).toBe(1); // of the first frame, which is the caller's
});

it('paints nothing before there is a network', async () => {
  const { painted } = await new Painter({
    manifest,
    stylizer,
    onSwitching: told,
  }).paint(frame(), settings, 128);
  expect(painted).toEqual([]);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { AppFault } from '../shared/index.ts';
import { FakeEngine, fakePictures, until } from '../testing/index.ts';
import type { Screen } from './screen.ts';
import { createSnapshots } from './snapshots.ts';
import type { LiveSettings, LiveState } from './types.ts';

const LOOK = { strength: 0.5, mirror: true, dividers: [0.3, 0.6] } as const;
/** What is on the screen, in place of its painting. */
const SHOWN = new Blob(['shown']);
let drawn: unknown[];

beforeEach(() => {
  drawn = [];
  vi.stubGlobal('ImageData', Object);
  vi.stubGlobal('createImageBitmap', async () => ({ close: vi.fn() }));
  const context = new Proxy(
    {},
    {
      get: (_, name) => (name === 'drawImage' ? (image: unknown) => drawn.push(image) : () => {}),
      set: () => true,
    },
  );
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      constructor(
        readonly width: number,
        readonly height: number,
      ) {}
      getContext = () => context;
      convertToBlob = async () => new Blob([`${this.width} x ${this.height}`]);
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

async function create({ screenFails = false } = {}) {
  const engine = new FakeEngine();
  engine.atOnce = true;
  const { pictures } = fakePictures();
  const store = createStore<LiveState>(() => ({ snapshot: { status: 'idle' } }) as LiveState);
  const frame = { width: 1920, height: 1080, close: vi.fn() };
  const screen = {
    frame: async () => frame,
    toPng: async () => (screenFails ? null : SHOWN),
  } as unknown as Screen;
  const faults: AppFault[] = [];
  const snapshots = createSnapshots({
    ...{ store, screen, pictures },
    notify: (fault) => faults.push(fault),
    name: () => 'brushlite-wave',
  });
  const { manifest, engines } = await engine.connect();
  const [model] = manifest.models;
  const wanted = {
    manifest,
    stylizer: await engines.get('auto'),
    models: model ? [model] : [],
    settings: { style: 'wave', mix: undefined, boldness: 0.5 } as unknown as LiveSettings,
    look: LOOK,
  };
  return { engine, frame, faults, pictures, screen, snapshots, store, wanted };
}

it('is the frame as it came, painted once more, and looks as on the screen', async () => {
  const { frame, pictures, snapshots, wanted } = await create();
  const file = await snapshots.take(wanted);
  expect(file?.name).toBe('brushlite-wave.png');
  // Of a larger camera no more than 1280 pixels, by which the frame is scaled.
  expect(pictures.fit).toHaveBeenCalledWith(frame, 1280, undefined);
  expect(await file?.blob.text()).toBe('80 x 40'); // what the fake makes of every picture
  expect(drawn[0]).toBe(frame);
  expect(drawn).toHaveLength(2);
  expect(frame.close).toHaveBeenCalledOnce();
});

it('is what is on the screen where painting fails, and nothing is lost', async () => {
  const { faults, pictures, snapshots, wanted } = await create();
  pictures.fit.mockRejectedValue(new Error('no memory'));
  expect((await snapshots.take(wanted))?.blob).toBe(SHOWN);
  expect((await snapshots.take(undefined))?.blob).toBe(SHOWN);
  expect(faults).toEqual([]);
});

it('is what is on the screen where its frame can not be had', async () => {
  const { faults, screen, snapshots, wanted } = await create();
  screen.frame = () => Promise.reject(new Error('no memory'));
  expect((await snapshots.take(wanted))?.blob).toBe(SHOWN);
  expect(faults).toEqual([]);
});

it('says so where there is nothing to save', async () => {
  const { faults, snapshots } = await create({ screenFails: true });
  expect(await snapshots.take(undefined)).toBeUndefined();
  expect(faults).toEqual([{ code: 'snapshot/failed' }]);
});

it('can be cancelled, and the next one can be taken', async () => {
  const { frame, pictures, snapshots, store, wanted } = await create();
  let fitted = () => {};
  const waiting = new Promise<void>((resolve) => (fitted = resolve));
  const fit = pictures.fit.getMockImplementation();
  pictures.fit.mockImplementationOnce(async (...args) => {
    await waiting;
    return (await fit?.(...args)) as Awaited<ReturnType<typeof pictures.fit>>;
  });
  const taken = snapshots.take(wanted);
  await until(() => pictures.fit.mock.calls.length === 1);
  expect(store.getState().snapshot.status).toBe('running');
  snapshots.cancel();
  fitted();
  expect(await taken).toBeUndefined();
  expect(store.getState().snapshot.status).toBe('cancelled');
  await until(() => frame.close.mock.calls.length === 1);
  expect(await snapshots.take(wanted)).toBeDefined();
});

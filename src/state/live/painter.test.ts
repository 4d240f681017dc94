import { describe, expect, it, vi } from 'vitest';
import { FakeEngine, fakeManifest, realManifest, until } from '../testing/index.ts';
import { networksOf, Painter, unlearnedBy } from './painter.ts';
import { withOwnStyle } from './testing/ownStyle.ts';
import type { LiveSettings } from './types.ts';

const GPU_LOST = { code: 'engine/gpu-lost' } as const;
const [ORIGINAL, COMPRESSED] = ['original-float16', 'compressed-float16'] as const;
const SETTINGS: LiveSettings = {
  style: 'night',
  mix: [],
  network: 'compressed',
  boldness: 0.5,
  size: 'auto',
  rate: 24,
  strength: 1,
  view: 'painting',
  steady: false,
  mirror: true,
  camera: '',
};
const SPLIT = { ...SETTINGS, view: 'split' } as const;

function setUp(manifest = fakeManifest) {
  vi.stubGlobal('ImageBitmap', Map); // anything that a frame is not
  const engine = new FakeEngine();
  engine.loads = new Map();
  const onSwitching = vi.fn();
  const painter = new Painter({ manifest, stylizer: engine.stylizer(), onSwitching });
  /** Frames and copies of them that nobody has closed. */
  let open = 0;
  const image = (): VideoFrame => {
    open += 1;
    const close = () => (open -= 1);
    return { displayWidth: 640, displayHeight: 480, clone: image, close } as unknown as VideoFrame;
  };
  return {
    ...{ engine, painter, onSwitching },
    frame: () => ({ image: image(), capturedAt: 0 }),
    open: () => open,
    /** Let a model arrive, as soon as it is asked for. */
    async arrive(model: string) {
      await until(() => engine.loads?.has(model) ?? false);
      engine.loads?.get(model)?.();
    },
  };
}

/** A painter with these models on the device. */
async function prepared(settings: LiveSettings, ...models: string[]) {
  const made = setUp();
  const end = made.painter.prepare(settings);
  for (const model of models) await made.arrive(model);
  await end;
  return made;
}

it('paints with the chosen network and style, at the size that the networks take', async () => {
  const { painter, engine, frame, open } = await prepared(SETTINGS, COMPRESSED);
  const { painted, width, height } = await painter.paint(frame(), SETTINGS, 100);
  expect([width, height]).toEqual([100, 76]); // multiples of 4
  expect(painted.map(({ model }) => model)).toEqual([COMPRESSED]);
  expect(engine.frames[0]).toMatchObject({
    target: 'screen',
    style: [0, 1],
    width: 100,
    height: 76,
    steady: false,
  });
  expect(open()).toBe(1); // the caller's own
});

it('paints a mix with the rows of all its styles', async () => {
  const { painter, engine, frame } = await prepared(SETTINGS, COMPRESSED);
  const mix = [
    { style: 'wave', percent: 25 },
    { style: 'night', percent: 75 },
  ];
  await painter.paint(frame(), { ...SETTINGS, mix }, 100);
  expect(engine.frames[0]?.style).toEqual([0.25, 0.75]);
});

it('goes on with the network before while another one loads', async () => {
  const { painter, engine, frame, onSwitching, arrive } = await prepared(SETTINGS, COMPRESSED);
  const switching = painter.prepare({ ...SETTINGS, network: 'original' });
  await until(() => engine.loads?.has(ORIGINAL) ?? false);
  expect(onSwitching).toHaveBeenLastCalledWith({
    network: 'original',
    title: 'original',
    done: 0.5,
  });
  await painter.paint(frame(), SETTINGS, 128);
  expect(engine.frames.at(-1)?.model).toBe(COMPRESSED);
  await arrive(ORIGINAL);
  expect(await switching).toMatchObject({ status: 'done' });
  expect(onSwitching).toHaveBeenLastCalledWith(undefined);
  await painter.paint(frame(), SETTINGS, 128);
  expect(engine.frames.at(-1)?.model).toBe(ORIGINAL);
});

it('forgets about a network that is no longer wanted', async () => {
  const { painter, engine, arrive } = await prepared(SETTINGS, COMPRESSED);
  const first = painter.prepare({ ...SETTINGS, network: 'original' });
  await until(() => engine.loads?.has(ORIGINAL) ?? false);
  const second = painter.prepare(SETTINGS);
  expect(await second).toBeUndefined();
  await arrive(ORIGINAL);
  expect(await first).toBeUndefined();
  expect(painter.models.map(({ id }) => id)).toEqual([COMPRESSED]);
});

it.each([
  ['original', ['original', 'compressed']],
  ['compressed', ['original', 'compressed']],
  ['tiny', ['original', 'tiny']],
  ['gone', ['original', 'compressed']],
])('a split has the original beside the chosen network: %s', (network, expected) => {
  const networks = networksOf({ view: 'split', network }, realManifest);
  expect(networks.map((model) => model.network)).toEqual(expected);
});

it('paints a split with two networks, and closes all when one of them fails', async () => {
  const { painter, engine, frame, open } = await prepared(SPLIT, ORIGINAL, COMPRESSED);
  const { painted } = await painter.paint(frame(), SPLIT, 128);
  expect(painted.map(({ model }) => model)).toEqual([ORIGINAL, COMPRESSED]);
  engine.brokenFrames.set(ORIGINAL, GPU_LOST);
  const last = frame();
  await expect(painter.paint(last, SPLIT, 128)).rejects.toHaveProperty('fault', GPU_LOST);
  expect(engine.bitmaps).toHaveLength(3);
  expect(engine.bitmaps[2]?.open).toBe(false);
  last.image.close();
  expect(open()).toBe(1); // of the first frame, which is the caller's
});

describe('an own style that only one network has learned', () => {
  const split = { ...SPLIT, style: 'mine' };

  it('is painted by that one alone, and what is missing is said', async () => {
    const manifest = withOwnStyle();
    const { painter, frame, arrive } = setUp(manifest);
    const preparing = painter.prepare(split);
    for (const model of [ORIGINAL, COMPRESSED]) await arrive(model);
    await preparing;
    const { painted } = await painter.paint(frame(), split, 128);
    expect(painted.map(({ model }) => model)).toEqual([COMPRESSED]);
    expect(unlearnedBy(split, manifest)).toEqual({
      network: 'original',
      fault: {
        ...{ code: 'own/other-network', style: 'Mine', id: 'mine' },
        ...{ network: 'original', title: 'original' },
      },
    });
    expect(unlearnedBy({ ...split, view: 'painting' }, manifest)).toBeUndefined();
  });

  it('leaves the last look where no network of the view has learned it', async () => {
    const { painter, engine, frame, arrive } = setUp(withOwnStyle());
    const original = { ...SETTINGS, network: 'original' };
    const preparing = painter.prepare(original);
    await arrive(ORIGINAL);
    await preparing;
    // Nothing was painted yet: the frame is shown as it came.
    const unlearned = { ...original, style: 'mine' };
    expect((await painter.paint(frame(), unlearned, 128)).painted).toEqual([]);
    await painter.paint(frame(), original, 128);
    await painter.paint(frame(), unlearned, 128);
    expect(engine.frames.map(({ model, style }) => ({ model, style }))).toEqual([
      { model: ORIGINAL, style: [0, 1] },
      { model: ORIGINAL, style: [0, 1] },
    ]);
  });

  it('goes on by the network that learned it when another one is chosen', async () => {
    const { painter, frame, arrive } = setUp(withOwnStyle());
    const mine = { ...SETTINGS, style: 'mine' };
    const first = painter.prepare(mine);
    await arrive(COMPRESSED);
    await first;
    await painter.paint(frame(), mine, 128);
    const other = { ...mine, network: 'original' };
    const second = painter.prepare(other);
    await arrive(ORIGINAL);
    await second;
    const { painted } = await painter.paint(frame(), other, 128);
    expect(painted.map(({ model }) => model)).toEqual([COMPRESSED]);
  });
});

it('paints nothing before there is a network', async () => {
  const { painter, frame } = setUp();
  const { painted } = await painter.paint(frame(), SETTINGS, 128);
  expect(painted).toEqual([]);
});

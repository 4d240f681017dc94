import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FloatImage, PreparedModel } from '../executors/executor.ts';
import type { ExecutorInfo, FrameJob } from '../stylizer.ts';
import { FramePainter, frameSize } from './frames.ts';

vi.mock('../../browser/index.ts', async (original) => ({
  ...(await original<object>()),
  checkReading: () => {},
}));

it.each([
  [1280, 720, 256, 256, 144],
  [640, 480, 128, 128, 96],
  // 20 pixels are the least that every network takes: larger, rather than stretched.
  [320, 16, 128, 400, 20],
  [16, 320, 256, 20, 400],
])('a film of %i x %i keeps its aspect at %i pixels', (width, height, longSide, wide, tall) => {
  expect(frameSize(width, height, longSide)).toEqual({ width: wide, height: tall });
});

/** The network gives this everywhere. */
let level: number;
const prepared = {
  run: async ({ width, height }: FloatImage) => ({
    values: new Float32Array(3 * width * height).fill(level),
  }),
} as unknown as PreparedModel;

/** Frames of one colour, and bitmaps that are their pixels. */
beforeEach(() => {
  class FakeImage {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {}
  }
  const getImageData = (_x: number, _y: number, width: number, height: number) =>
    new FakeImage(new Uint8ClampedArray(4 * width * height).fill(100), width, height);
  class FakeCanvas {
    getContext = () => ({ drawImage() {}, getImageData });
  }
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
  vi.stubGlobal('ImageData', FakeImage);
  vi.stubGlobal('createImageBitmap', async (image: unknown) => image);
});
afterEach(() => vi.unstubAllGlobals());

function create() {
  const painter = new FramePainter();
  /** Paint a frame that looks like all others. @returns the red of the first pixel, 0..1 */
  return async (value: number, changes: Partial<FrameJob>) => {
    level = value;
    const size = { width: 20, height: 20 };
    const job = { model: 'a', target: 'file', style: [1], frame: {}, steady: true, ...size };
    const executor = { id: 'wasm' } as ExecutorInfo;
    const { bitmap } = await painter.paint(
      { ...job, ...changes } as unknown as FrameJob,
      prepared,
      executor,
    );
    return ((bitmap as unknown as ImageData).data[0] as number) / 255;
  };
}

it('a steady film is blended with its own frames only, whatever is painted on the screen meanwhile', async () => {
  const paint = create();
  const screen = { target: 'screen' } as const;
  expect(await paint(0.4, {})).toBeCloseTo(0.4, 2);
  for (const changes of [{ steady: false }, { width: 40 }, {}]) {
    await paint(1, { ...screen, ...changes });
  }
  expect(await paint(0.9, {})).toBeCloseTo(0.5, 2);
  // Another model beside it, too.
  expect(await paint(0.9, { model: 'b' })).toBeCloseTo(0.9, 2);
});

it('begins anew after a frame that was not to be steady', async () => {
  const paint = create();
  await paint(0.4, {});
  await paint(0.4, { steady: false });
  expect(await paint(0.9, {})).toBeCloseTo(0.9, 2);
});

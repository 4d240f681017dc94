import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { paintFrames, type FramePainting } from './paintFrames.ts';

const SIZE = { width: 4, height: 3 };

/** A frame of 0.1 seconds, with what was done to it. */
const frameAt = (timestamp: number, duration = 0.1) => ({
  ...{ timestamp, duration },
  draw: vi.fn<() => void>(),
  close: vi.fn<() => void>(),
});
type Frame = ReturnType<typeof frameAt>;

async function* decoded(frames: readonly Frame[], meanwhile = (_at: number) => {}) {
  for (const [at, frame] of frames.entries()) {
    meanwhile(at);
    yield frame as never; // what else a frame has is not used
  }
}

const bitmap = () => ({ close: vi.fn<() => void>() }) as unknown as ImageBitmap;

function setUp(changes: Partial<FramePainting> = {}) {
  const abort = new AbortController();
  const added: [from: number, length: number][] = [];
  const context = {
    canvas: SIZE,
    ...{ setTransform: vi.fn<() => void>(), resetTransform: vi.fn<() => void>() },
    ...{ drawImage: vi.fn<() => void>(), globalAlpha: 1 },
  } as unknown as OffscreenCanvasRenderingContext2D;
  const painting: FramePainting = {
    ...{ strength: 1, mirror: false, onProgress: () => {}, signal: abort.signal },
    ...{ paint: async () => bitmap(), mayPaintAgain: () => false },
    ...changes,
  };
  const run = (frames: Parameters<typeof paintFrames>[0]) =>
    paintFrames(
      frames,
      painting,
      { start: 0.2, painted: SIZE, lasts: 0.4 },
      context,
      async (...at) => void added.push(at),
    );
  return { abort, added, run };
}

beforeEach(() => vi.stubGlobal('createImageBitmap', async () => bitmap()));
afterEach(() => vi.unstubAllGlobals());

it('adds each frame at its time, from where the film begins, and closes it', async () => {
  // The first one is hidden by an edit list, the second one in part.
  const frames = [frameAt(0), frameAt(0.15), frameAt(0.25), frameAt(0.35)];
  const shares: number[] = [];
  const { added, run } = setUp({ onProgress: (share) => shares.push(share) });
  const { end, broken } = await run(decoded(frames));
  expect(broken).toBe(false);
  expect(end).toBeCloseTo(0.25, 9);
  expect(added.map(([from]) => Number(from.toFixed(9)))).toEqual([0, 0.05, 0.15]);
  expect(added.map(([, length]) => Number(length.toFixed(9)))).toEqual([0.05, 0.1, 0.1]);
  expect(shares.at(-1)).toBeCloseTo(0.625, 9);
  for (const { close } of frames) expect(close).toHaveBeenCalledTimes(1);
});

it('a film that breaks off is painted as far as it goes', async () => {
  const frames = [frameAt(0.2), frameAt(0.3), frameAt(0.4)];
  const { added, run } = setUp();
  const breaking = decoded(frames, (at) => {
    if (at === 2) throw new Error('It can’t be decoded.');
  });
  expect(await run(breaking)).toMatchObject({ broken: true });
  expect(added).toHaveLength(2);
});

it('a frame that comes after a cancel is closed, and so is one that can’t be drawn or painted', async () => {
  const late = frameAt(0.2);
  const { abort, added, run } = setUp();
  await expect(run(decoded([late], () => abort.abort()))).rejects.toThrow(/abort/i);
  expect(late.close).toHaveBeenCalledTimes(1);
  expect(added).toEqual([]);

  const undrawn = frameAt(0.2);
  undrawn.draw.mockImplementation(() => {
    throw new Error('no memory');
  });
  await expect(setUp().run(decoded([undrawn]))).rejects.toThrow('no memory');
  expect(undrawn.close).toHaveBeenCalledTimes(1);

  const unpainted = frameAt(0.2);
  const fails = setUp({ paint: () => Promise.reject(new Error('the GPU is gone')) });
  await expect(fails.run(decoded([unpainted]))).rejects.toThrow('the GPU is gone');
  expect(unpainted.close).toHaveBeenCalledTimes(1);
});

it('a frame whose painting was lost is drawn and painted again, and no other one', async () => {
  const [first, lost] = [frameAt(0.2), frameAt(0.3)];
  const paint = vi.fn<FramePainting['paint']>(async () => bitmap());
  paint.mockResolvedValueOnce(bitmap()).mockRejectedValueOnce(new Error('lost'));
  const { added, run } = setUp({ paint, mayPaintAgain: () => true });
  expect(await run(decoded([first, lost]))).toMatchObject({ broken: false });
  expect(added).toHaveLength(2);
  expect(first.draw).toHaveBeenCalledTimes(1);
  expect(lost.draw).toHaveBeenCalledTimes(2);
  expect(lost.close).toHaveBeenCalledTimes(1);
  // Each try hands its own picture over.
  expect(new Set(paint.mock.calls.map(([frame]) => frame)).size).toBe(3);
});

it('a frame that is lost again and again ends the film, and so does a cancel', async () => {
  const frame = frameAt(0.2);
  const paint = vi.fn<FramePainting['paint']>(() => Promise.reject(new Error('lost')));
  const fails = setUp({ paint, mayPaintAgain: () => true });
  await expect(fails.run(decoded([frame]))).rejects.toThrow('lost');
  expect(paint).toHaveBeenCalledTimes(3);
  expect(frame.close).toHaveBeenCalledTimes(1);

  const cancelled = setUp({
    paint: () => {
      cancelled.abort.abort();
      return Promise.reject(new Error('lost'));
    },
    mayPaintAgain: () => true,
  });
  await expect(cancelled.run(decoded([frameAt(0.2)]))).rejects.toThrow(/abort/i);
});

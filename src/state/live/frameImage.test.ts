import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const video = {} as HTMLVideoElement;
const bitmap = { kind: 'bitmap' };
let closed: number;

/** A VideoFrame as browsers have it. */
class Frame {
  readonly kind = 'frame';
  clone() {
    return new Frame();
  }
  close() {
    closed++;
  }
}

/** A module of its own: it remembers what the browser can do. */
async function fresh() {
  vi.resetModules();
  return (await import('./frameImage.ts')).frameImage;
}

beforeEach(() => {
  closed = 0;
  vi.stubGlobal('VideoFrame', Frame);
  vi.stubGlobal('structuredClone', () => new Frame());
  vi.stubGlobal(
    'createImageBitmap',
    vi.fn(async () => bitmap),
  );
});
afterEach(() => vi.unstubAllGlobals());

it('is a VideoFrame where that works, and the copy to try it with is closed', async () => {
  const frameImage = await fresh();
  for (let i = 0; i < 3; i++) expect(await frameImage(video)).toMatchObject({ kind: 'frame' });
  expect(closed).toBe(1);
  expect(createImageBitmap).not.toHaveBeenCalled();
});

it('is a bitmap where there is no VideoFrame', async () => {
  vi.stubGlobal('VideoFrame', undefined);
  expect(await (await fresh())(video)).toBe(bitmap);
});

it('is a bitmap where VideoFrame throws for the video, which is tried once', async () => {
  const construct = vi.fn(function broken() {
    throw new DOMException('not of a video', 'InvalidStateError');
  });
  vi.stubGlobal('VideoFrame', construct);
  const frameImage = await fresh();
  for (let i = 0; i < 3; i++) expect(await frameImage(video)).toBe(bitmap);
  expect(construct).toHaveBeenCalledOnce();
});

it('is a bitmap where a VideoFrame can’t be sent to a worker, and nothing stays open', async () => {
  vi.stubGlobal('structuredClone', () => {
    throw new DOMException('it can’t be cloned', 'DataCloneError');
  });
  const frameImage = await fresh();
  expect(await frameImage(video)).toBe(bitmap);
  expect(closed).toBe(2);
});

it('is a bitmap for a single frame that has no VideoFrame, and the next is one again', async () => {
  const frameImage = await fresh();
  await frameImage(video);
  vi.stubGlobal('VideoFrame', () => {
    throw new DOMException('no frame just now', 'InvalidStateError');
  });
  expect(await frameImage(video)).toBe(bitmap);
  vi.stubGlobal('VideoFrame', Frame);
  expect(await frameImage(video)).toMatchObject({ kind: 'frame' });
});

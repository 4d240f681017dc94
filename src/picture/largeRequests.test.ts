import { expect, it, vi } from 'vitest';
import { bitmapOf } from './bitmap.ts';
import { largeHandlers, type LargeStart } from './largeRequests.ts';
import type { Area } from './regions.ts';

vi.mock('./bitmap.ts', () => ({ bitmapOf: vi.fn() }));
vi.mock('./regions.ts', async (original) => ({
  ...(await original<object>()),
  readable: (bitmap: ImageBitmap, size: { width: number; height: number }) => ({
    ...size,
    read: ({ width, height }: Area) => grey(width, height),
    close: () => bitmap.close(),
  }),
}));

const grey = (width: number, height: number) => ({
  ...{ width, height },
  data: new Uint8ClampedArray(4 * width * height).fill(128),
});

const start: LargeStart = {
  ...{ owner: 'page', photo: 1, file: new Blob(), name: 'photo.jpg', cutOut: false },
  ...{ painting: grey(32, 32), size: { width: 64, height: 64 }, view: { width: 64, height: 64 } },
};

it('a photo that several paintings wait for is decoded once, and closed after the last of them', async () => {
  const close = vi.fn();
  let decoded: (picture: Awaited<ReturnType<typeof bitmapOf>>) => void = () => {};
  vi.mocked(bitmapOf).mockReturnValue(new Promise((resolve) => (decoded = resolve)));
  const { largeOpen, largeClose } = largeHandlers();
  const open = (signal: AbortSignal) =>
    Promise.resolve(largeOpen(start, { signal } as Parameters<typeof largeOpen>[1]));
  const first = new AbortController();
  const given = [open(first.signal), open(new AbortController().signal)];
  const outcomes = Promise.allSettled(given);
  first.abort();
  decoded({ bitmap: { width: 64, height: 64, close }, mayBeCutOut: true });
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(bitmapOf).toHaveBeenCalledTimes(1);
  expect(close).not.toHaveBeenCalled();
  void largeClose('page', {} as Parameters<typeof largeClose>[1]);
  expect(close).toHaveBeenCalledTimes(1);
});

it('after a photo that can’t be decoded the file is read again', async () => {
  vi.mocked(bitmapOf).mockReset().mockRejectedValue(new Error('damaged'));
  const { largeOpen } = largeHandlers();
  const options = { signal: new AbortController().signal } as Parameters<typeof largeOpen>[1];
  await expect(largeOpen(start, options)).rejects.toThrow('damaged');
  await expect(largeOpen(start, options)).rejects.toThrow('damaged');
  expect(bitmapOf).toHaveBeenCalledTimes(2);
});

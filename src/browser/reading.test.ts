import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** A canvas of a browser that changes what is read by `scramble`. */
function stubCanvas(scramble: (value: number, index: number) => number) {
  let drawn: Uint8ClampedArray = new Uint8ClampedArray();
  const context = {
    putImageData: ({ data }: ImageData) => (drawn = data),
    getImageData: () => ({ data: drawn.map((value, i) => scramble(value, i)) }),
  };
  vi.stubGlobal(
    'ImageData',
    class {
      constructor(readonly data: Uint8ClampedArray) {}
    },
  );
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => context;
    },
  );
}

/** A module of its own, as each thread has. */
const fresh = async () => {
  vi.resetModules();
  return (await import('./index.ts')).checkReading;
};
const scrambled = expect.objectContaining({ fault: { code: 'browser/canvas-scrambled' } });

let checkReading: Awaited<ReturnType<typeof fresh>>;
beforeEach(async () => {
  vi.stubGlobal('createImageBitmap', () => {});
  checkReading = await fresh();
});
afterEach(() => vi.unstubAllGlobals());

it('passes where what was drawn is read', () => {
  stubCanvas((value) => value);
  expect(checkReading).not.toThrow();
});

it('passes where a few values are off by one, as in Brave and in private windows of Safari', () => {
  stubCanvas((value, i) => (i % 5 ? value : value ^ 1));
  expect(checkReading).not.toThrow();
});

it.each([
  ['noise', (_: number, i: number) => (i * 7919 + 13) % 256],
  ['white', () => 255],
  ['nothing', () => 0],
])('throws where %s is read', (_, scramble) => {
  stubCanvas(scramble);
  expect(checkReading).toThrow(scrambled as Error);
});

it('looks again after it has thrown, and never after it has passed', () => {
  stubCanvas(() => 0);
  expect(checkReading).toThrow(scrambled as Error);
  stubCanvas((value) => value); // the visitor has allowed it
  expect(checkReading).not.toThrow();
  vi.stubGlobal('OffscreenCanvas', undefined);
  expect(checkReading).not.toThrow();
});

it('leaves it to the reader to say that there is no memory for a canvas', () => {
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      constructor(readonly width: number) {}
      getContext = () => (this.width === 1 ? {} : null);
    },
  );
  expect(checkReading).not.toThrow();
});

it('names what a thread without canvases lacks', () => {
  vi.stubGlobal('OffscreenCanvas', undefined);
  expect(checkReading).toThrow(
    expect.objectContaining({
      fault: { code: 'browser/lacks', features: ['OffscreenCanvas'] },
    }) as Error,
  );
});

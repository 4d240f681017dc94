import { afterEach, expect, it, vi } from 'vitest';
import { encode } from './encode.ts';
import type { Pixels } from './pixels.ts';

vi.mock('../browser/index.ts', async (original) => ({
  ...(await original<object>()),
  checkReading: () => {},
}));
afterEach(() => vi.unstubAllGlobals());

/** A browser whose canvases write files of some types. @returns what each canvas was asked for */
function stubCanvas(...types: string[]) {
  const asked: unknown[] = [];
  class FakeCanvas {
    constructor(
      readonly width: number,
      readonly height: number,
    ) {}
    getContext = () => ({ putImageData: () => {}, fillRect: () => {} });
    async convertToBlob(options: { type: string }) {
      asked.push({ width: this.width, height: this.height, ...options });
      return new Blob(['x'], { type: types.includes(options.type) ? options.type : 'image/png' });
    }
  }
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
  vi.stubGlobal('ImageData', vi.fn());
  return asked;
}

const picture = (width: number, height: number): Pixels => ({
  ...{ width, height },
  data: new Uint8ClampedArray(0), // only its sides count here
});

it('the type and the quality go to the browser; without them it is a PNG', async () => {
  const asked = stubCanvas('image/jpeg');
  expect((await encode(picture(3, 2))).type).toBe('image/png');
  expect((await encode(picture(3, 2), { type: 'image/jpeg', quality: 0.4 })).type).toBe(
    'image/jpeg',
  );
  expect(asked).toEqual([
    { width: 3, height: 2, type: 'image/png' },
    { width: 3, height: 2, type: 'image/jpeg', quality: 0.4 },
  ]);
});

it('a browser whose canvases write no files is told', async () => {
  vi.stubGlobal('OffscreenCanvas', function bare() {
    return { width: 3, height: 2, getContext: () => ({ putImageData: () => {} }) };
  });
  vi.stubGlobal('ImageData', vi.fn());
  await expect(encode(picture(3, 2))).rejects.toMatchObject({
    fault: { code: 'picture/not-written' },
  });
});

it('a browser that makes a PNG instead is found out', async () => {
  stubCanvas('image/jpeg');
  await expect(encode(picture(3, 2), { type: 'image/webp' })).rejects.toMatchObject({
    fault: { code: 'picture/type-not-written', type: 'image/webp' },
  });
});

it.each([
  ['image/webp', 16_383],
  ['image/jpeg', 65_535],
] as const)('%s takes sides of up to %i pixels', async (type, limit) => {
  const asked = stubCanvas(type);
  for (const [width, height] of [
    [limit + 1, 1],
    [1, limit + 1],
  ] as const) {
    await expect(encode(picture(width, height), { type })).rejects.toMatchObject({
      fault: { code: 'picture/too-long-for-type', type, limit, width, height },
    });
  }
  expect(asked).toEqual([]);
  expect((await encode(picture(limit, 1), { type })).type).toBe(type);
});

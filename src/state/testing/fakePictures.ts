import { vi } from 'vitest';
import { cropArea, PictureProblem, type Pictures } from '../../picture/index.ts';

/**
 * Picture work without pictures: a file whose name has "bad" in it is damaged, and one with "cut-out" has transparent
 * parts.
 *
 * @param photo the size of each file's picture; that of its bitmap is 80 x 40
 */
export function fakePictures(photo = { width: 80, height: 40 }) {
  /** Of the photos that were opened, in this order. */
  const bitmaps: { readonly close: () => void }[] = [];
  const pictures = {
    decode: vi.fn<Pictures['decode']>(async (_, name, crop) => {
      if (name.includes('bad')) throw new PictureProblem({ code: 'picture/damaged', name });
      const bitmap = { width: 80, height: 40, close: vi.fn() };
      bitmaps.push(bitmap);
      const size = crop ? cropArea(photo, crop) : photo;
      const { width, height } = size;
      const cutOut = name.includes('cut-out');
      return { bitmap: bitmap as unknown as ImageBitmap, cutOut, width, height, whole: photo };
    }),
    fit: vi.fn<Pictures['fit']>(async () => ({
      ...{ width: 80, height: 40 },
      data: new Uint8ClampedArray(80 * 40 * 4),
    })),
    compose: vi.fn<Pictures['compose']>(async (painting) => ({ ...painting })),
    sideBySide: vi.fn<Pictures['sideBySide']>(async (_, { width, height }) => ({
      ...{ width: 2 * width, height },
      data: new Uint8ClampedArray(2 * width * height * 4),
    })),
    encode: vi.fn<Pictures['encode']>(
      async (_, { type } = { type: 'image/png' }) => new Blob(['x'], { type }),
    ),
    thumbnail: vi.fn<Pictures['thumbnail']>(async (_, name) => {
      if (name.includes('bad')) throw new PictureProblem({ code: 'picture/damaged', name });
      return new Blob(['t'], { type: 'image/png' });
    }),
    compare: vi.fn<Pictures['compare']>(async (a) => ({
      ...{ ssim: 0.9, psnr: 30, difference: 4 },
      ...{ map: a, mapEnd: 20 },
    })),
    large: fakeLarge(),
  } satisfies Pictures;
  return { pictures, bitmaps };
}

/** Large paintings without pixels. */
function fakeLarge() {
  const pixels = (width: number, height: number) => ({
    ...{ width, height },
    data: new Uint8ClampedArray(4 * width * height),
  });
  let last = 0;
  return {
    open: vi.fn<Pictures['large']['open']>(async () => ++last),
    read: vi.fn<Pictures['large']['read']>(async (_, { width, height }) => pixels(width, height)),
    write: vi.fn<Pictures['large']['write']>(async () => {}),
    view: vi.fn<Pictures['large']['view']>(async () => pixels(80, 40)),
    look: vi.fn<Pictures['large']['look']>(async (_id, _area, { width, height }) =>
      pixels(width, height),
    ),
    encode: vi.fn<Pictures['large']['encode']>(
      async (_id, _blend, { type }) => new Blob(['large'], { type }),
    ),
    goBack: vi.fn<Pictures['large']['goBack']>(async () => true),
    close: vi.fn<Pictures['large']['close']>(async () => {}),
  };
}

/** A file that a visitor opens. */
export const photoFile = (name = 'a.jpg') => new File(['x'], name);

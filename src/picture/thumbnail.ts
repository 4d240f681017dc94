import { decode, fit } from './decode.ts';
import { encode } from './encode.ts';

/**
 * A small picture of a photo, for a list of many: the photo is decoded for it, and closed again. Throws
 * PictureProblem where the file is no photo that can be opened.
 *
 * @param side pixels of its longer side, at most
 * @returns an encoded picture, a few kilobytes
 */
export async function thumbnail(file: Blob, name: string, side: number): Promise<Blob> {
  const { bitmap } = await decode(file, name);
  try {
    return await encode(fit(bitmap, side));
  } finally {
    bitmap.close();
  }
}

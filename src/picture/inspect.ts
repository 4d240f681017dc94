import { formatOf, otherKind, type Bytes, type Header } from './formats/index.ts';
import { PictureProblem } from './problems.ts';

/** Larger files are refused: no camera makes them, and decoding could take the tab down. */
export const MAX_BYTES = 50e6;
/** A decoded picture takes 4 bytes a pixel; 100 megapixels are 400 MB for a moment. */
export const MAX_PIXELS = 100e6;

/** A file that may be decoded. */
interface Inspected {
  /** What its bytes say. */
  readonly header: Header;
  /** The file in the form that all browsers decode alike. */
  readonly file: Blob;
}

/**
 * Look at a file before it is decoded, so that a decompression bomb never is. Throws PictureProblem when
 * the file is empty, too large, not a picture, or cut off.
 */
export async function inspect(file: Blob, name: string): Promise<Inspected> {
  if (file.size === 0) throw new PictureProblem({ code: 'picture/empty', name });
  if (file.size > MAX_BYTES) {
    throw new PictureProblem({
      code: 'picture/too-many-bytes',
      name,
      bytes: file.size,
      limit: MAX_BYTES,
    });
  }
  const data: Bytes = new Uint8Array(await file.arrayBuffer());
  try {
    const kind = otherKind(data, name);
    if (kind) throw new PictureProblem({ code: 'picture/other-kind', name, kind });
    const format = formatOf(data);
    if (!format) throw new PictureProblem({ code: 'picture/not-a-picture', name });
    const header = format.read(data);
    const { type, width, height } = header;
    if (width * height > MAX_PIXELS) {
      const limit = MAX_PIXELS;
      throw new PictureProblem({ code: 'picture/too-many-pixels', name, width, height, limit });
    }
    // A variant that few decode is decoded, or explained, as it is.
    const parts = header.variant ? [data] : await format.whole(data);
    // Some browsers paint what they have of a cut-off file and leave the rest grey, without an error.
    if (!parts) throw new PictureProblem({ code: 'picture/damaged', name });
    const isAsItWas = parts.length === 1 && parts[0] === data;
    return { header, file: isAsItWas ? file : new Blob([...parts], { type: `image/${type}` }) };
  } catch (error) {
    // The file ends within its header.
    if (error instanceof RangeError) throw new PictureProblem({ code: 'picture/damaged', name });
    throw error;
  }
}

/**
 * Pixels of a HEIC file, the photos of iPhones, for browsers that do not decode it: all but Safari. By libheif, whose
 * WebAssembly (345 kB with brotli) is loaded for the first such photo.
 */
import type { MainModule } from 'libheif-js/libheif-wasm/libheif.js';
import binary from 'libheif-js/libheif-wasm/libheif.wasm?url';
import { fetchCode, loadCode, LoadingProblem } from '../loading/index.ts';
import { isDisplayP3 } from './formats/heifColour.ts';
import type { Bytes } from './formats/index.ts';
import { MAX_PIXELS } from './inspect.ts';
import type { DecodedPicture, Pixels } from './pixels.ts';
import { PictureProblem } from './problems.ts';

/** What libheif answers where something is wrong: `heif_error` of its documentation. */
interface Failure {
  readonly code: { readonly value: number };
}
interface Decoded {
  readonly image: unknown;
  readonly channels: readonly {
    readonly id: unknown;
    readonly width: number;
    readonly height: number;
    /** Bytes from a row to the next. */
    readonly stride: number;
    readonly data: Uint8Array;
  }[];
}

/** Codes for success, and for what it can't decode. */
const [OK, UNSUPPORTED_FILE, UNSUPPORTED_FEATURE] = [0, 3, 4];
/** Memory of WebAssembly never shrinks: one that grew beyond this after a large photo is let go of. */
const KEPT_BYTES = 128e6;

let library: Promise<MainModule> | undefined;

/**
 * The main picture of a HEIC file, turned as the file says, as RGB and transparency of 8 bits each.
 *
 * @returns its pixels, in the file's own colours. Rejects with PictureProblem, or LoadingProblem where the decoder does
 *   not arrive
 */
export async function heicPixels(data: Bytes, name: string): Promise<DecodedPicture> {
  library ??= load();
  const heif = await library;
  try {
    const pixels = decode(heif, data, name);
    if (heif.HEAPU8.length > KEPT_BYTES) library = undefined;
    return { pixels, colorSpace: isDisplayP3(data) ? 'display-p3' : 'srgb' };
  } catch (error) {
    if (error instanceof PictureProblem) throw error;
    // Out of memory, a trap, or an exception of C++, which is a number here. What stopped in the middle of its work may
    // have lost its memory: the next photo gets another one.
    library = undefined;
    throw new PictureProblem({ code: 'picture/damaged', name }, { cause: error });
  }
}

/** A decoder that does not come, or does not start, is asked for again by the next photo. */
async function load(): Promise<MainModule> {
  try {
    const [{ default: start }, wasmBinary] = await Promise.all([
      loadCode(() => import('libheif-js/libheif-wasm/libheif.js')),
      fetchCode(binary),
    ]);
    return start({ wasmBinary, print: () => undefined, printErr: () => undefined });
  } catch (error) {
    library = undefined;
    if (error instanceof LoadingProblem) throw error;
    // WebAssembly is forbidden, or there is no memory for it.
    throw new PictureProblem({ code: 'picture/code-not-started' }, { cause: error });
  }
}

/** At once, and not in steps: what is decoded lies in libheif's memory, which the next photo may move. */
function decode(heif: MainModule, data: Bytes, name: string): Pixels {
  const context = heif.heif_context_alloc();
  try {
    check(heif.heif_context_read_from_memory(context, data), name);
    const handle: unknown = heif.heif_js_context_get_primary_image_handle(context);
    check(handle, name);
    try {
      const width = heif.heif_image_handle_get_width(handle as never);
      const height = heif.heif_image_handle_get_height(handle as never);
      if (width * height > MAX_PIXELS) {
        const limit = MAX_PIXELS;
        throw new PictureProblem({ code: 'picture/too-many-pixels', name, width, height, limit });
      }
      const { heif_colorspace: colours, heif_chroma: layout } = heif;
      const decoded: unknown = heif.heif_js_decode_image2(
        handle as never,
        colours.heif_colorspace_RGB,
        layout.heif_chroma_interleaved_RGBA,
      );
      check(decoded, name);
      return pixelsOf(heif, decoded as Decoded, name);
    } finally {
      heif.heif_image_handle_release(handle as never);
    }
  } finally {
    heif.heif_context_free(context);
  }
}

/** Copies the pixels out of libheif's memory, and frees them there. */
function pixelsOf(heif: MainModule, { image, channels }: Decoded, name: string): Pixels {
  try {
    const found = channels.find(({ id }) => id === heif.heif_channel.heif_channel_interleaved);
    if (!found) throw new PictureProblem({ code: 'picture/damaged', name });
    const { width, height, stride, data } = found;
    const pixels = new Uint8ClampedArray(4 * width * height);
    for (let y = 0; y < height; y++) {
      pixels.set(data.subarray(y * stride, y * stride + 4 * width), 4 * width * y);
    }
    return { width, height, data: pixels };
  } finally {
    heif.heif_image_release(image as never);
  }
}

/** Throws PictureProblem where an answer is a failure. */
function check(answer: unknown, name: string): void {
  const failure = answer as Partial<Failure> | undefined;
  const code = failure?.code?.value ?? OK;
  if (answer && code === OK) return;
  throw new PictureProblem(
    code === UNSUPPORTED_FILE || code === UNSUPPORTED_FEATURE
      ? { code: 'picture/unsupported', name, type: 'heic' }
      : { code: 'picture/damaged', name },
  );
}

import { createChannel, type Request } from '../channel/index.ts';
import { loadingOfWorker } from '../loading/index.ts';
import type { Blend } from './compose.ts';
import type { Crop } from './crop.ts';
import type { Comparison } from './difference.ts';
import type { DecodedPhoto } from './decode.ts';
import type { FileOptions } from './encode.ts';
import { largePictures, type LargePictures, type LargeRequests } from './largeRequests.ts';
import type { Pixels } from './pixels.ts';
import { PictureProblem, type PictureFault } from './problems.ts';

/** Picture work, done by a worker. Rejects with PictureProblem. */
export interface Pictures {
  /** @param crop the part that is wanted, and how it is turned; without it the whole picture */
  decode(file: Blob, name: string, crop?: Crop): Promise<DecodedPhoto>;
  /**
   * The bitmap is copied, and stays the caller's. The pixels are opaque.
   *
   * @param cutOut colours go on under its transparent parts. Else these are white.
   */
  fit(bitmap: ImageBitmap, longSide: number, cutOut?: boolean): Promise<Pixels>;
  /** The painting over its photo, at the painting's size. Both are copied, and stay the caller's. */
  compose(painting: Pixels, photo: ImageBitmap, blend: Blend): Promise<Pixels>;
  /**
   * The photo on the left and its painting on the right, each of the painting's size. Both are copied.
   *
   * @param cutOut keep the photo's transparency
   */
  sideBySide(photo: ImageBitmap, painting: Pixels, cutOut?: boolean): Promise<Pixels>;
  /** A file; PNG where no options are given. Rejects with the signal's reason once that is aborted. */
  encode(pixels: Pixels, options?: FileOptions, signal?: AbortSignal): Promise<Blob>;
  /** A small picture file of a photo, its longer side at most `side` pixels. */
  thumbnail(file: Blob, name: string, side: number): Promise<Blob>;
  /**
   * SSIM, PSNR, mean difference and a heat map of two pictures, at the size of the smaller one. They are copied, and
   * stay the caller's. Takes a fraction of a second, during which other requests wait.
   */
  compare(a: Pixels, b: Pixels): Promise<Comparison>;
  readonly large: LargePictures;
}

/** What the picture worker (worker.ts) answers. */
export interface PictureRequests extends LargeRequests {
  readonly decode: Request<
    { readonly file: Blob; readonly name: string; readonly crop?: Crop | undefined },
    DecodedPhoto
  >;
  readonly fit: Request<
    {
      readonly bitmap: ImageBitmap;
      readonly longSide: number;
      readonly cutOut?: boolean | undefined;
    },
    Pixels
  >;
  readonly compose: Request<
    { readonly painting: Pixels; readonly photo: ImageBitmap; readonly blend: Blend },
    Pixels
  >;
  readonly sideBySide: Request<
    {
      readonly photo: ImageBitmap;
      readonly painting: Pixels;
      readonly cutOut?: boolean | undefined;
    },
    Pixels
  >;
  readonly encode: Request<
    { readonly pixels: Pixels; readonly options?: FileOptions | undefined },
    Blob
  >;
  readonly thumbnail: Request<
    { readonly file: Blob; readonly name: string; readonly side: number },
    Blob
  >;
  readonly compare: Request<{ readonly a: Pixels; readonly b: Pixels }, Comparison>;
}

/** Pictures in a worker. One that crashed fails what was asked of it, and the next request gets a new one. */
export function createPictures(): Pictures {
  const channel = createChannel<PictureRequests, PictureFault>({
    ...loadingOfWorker,
    createWorker: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
    toError: (fault) => new PictureProblem(fault),
    faults: {
      crashed: { code: 'picture/crashed' },
      notDownloaded: { code: 'loading/code-not-downloaded' },
      notStarted: { code: 'picture/code-not-started' },
    },
  });
  channel.start(); // now, so that a photo can still be opened when the network is gone
  return {
    decode: (file, name, crop) => channel.ask('decode', { file, name, crop }),
    fit: (bitmap, longSide, cutOut) => channel.ask('fit', { bitmap, longSide, cutOut }),
    compose: (painting, photo, blend) => channel.ask('compose', { painting, photo, blend }),
    sideBySide: (photo, painting, cutOut) => channel.ask('sideBySide', { photo, painting, cutOut }),
    encode: (pixels, options, signal) => channel.ask('encode', { pixels, options }, { signal }),
    thumbnail: (file, name, side) => channel.ask('thumbnail', { file, name, side }),
    compare: (a, b) => channel.ask('compare', { a, b }),
    large: largePictures(channel),
  };
}

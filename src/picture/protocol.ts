import type { Comparison } from './difference.ts';
import type { DecodedPhoto } from './decode.ts';
import type { Pixels } from './pixels.ts';
import type { PictureFault } from './problems.ts';

export type Request = { readonly id: number } & (
  | { readonly type: 'decode'; readonly file: Blob; readonly name: string }
  | { readonly type: 'fit'; readonly bitmap: ImageBitmap; readonly longSide: number }
  | { readonly type: 'encode'; readonly pixels: Pixels }
  | { readonly type: 'compare'; readonly a: Pixels; readonly b: Pixels }
);

/** What each request is answered with. */
export interface Values {
  decode: DecodedPhoto;
  fit: Pixels;
  encode: Blob;
  compare: Comparison;
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: PictureFault };

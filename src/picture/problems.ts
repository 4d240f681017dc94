import type { BrowserFault } from '../browser/index.ts';
import { Problem } from '../channel/index.ts';
import type { LoadingFault } from '../loading/index.ts';
import type { Size } from './pixels.ts';
import type { OtherKind, PictureType, Variant } from './formats/index.ts';

/** All that can go wrong with pictures and films, as codes with facts. ui/words/ has the sentences. */
export type PictureFault =
  | BrowserFault
  | LoadingFault
  /** The browser could not read the file: it may be a folder, or have been moved. */
  | { readonly code: 'picture/unreadable' }
  /** The worker crashed, or the work failed for no reason that is known. */
  | { readonly code: 'picture/crashed' }
  /** A piece of the app's own code arrived, and this browser can't run it, or may not. */
  | { readonly code: 'picture/code-not-started' }
  /** There was no memory for a canvas. */
  | { readonly code: 'picture/no-canvas' }
  /** A large painting that another one has taken the place of, or that was lost with the worker. */
  | { readonly code: 'picture/large-gone' }
  | { readonly code: 'picture/empty'; readonly name: string }
  | {
      readonly code: 'picture/too-many-bytes';
      readonly name: string;
      readonly bytes: number;
      readonly limit: number;
    }
  | ({
      readonly code: 'picture/too-many-pixels';
      readonly name: string;
      /** Pixels. */
      readonly limit: number;
    } & Size)
  | { readonly code: 'picture/not-a-picture'; readonly name: string }
  /** A file of a kind that no browser opens as a photo. */
  | { readonly code: 'picture/other-kind'; readonly name: string; readonly kind: OtherKind }
  /** This browser does not decode the format. */
  | { readonly code: 'picture/unsupported'; readonly name: string; readonly type: PictureType }
  /** It decodes the format, and not this kind of it. */
  | {
      readonly code: 'picture/unsupported-variant';
      readonly name: string;
      readonly variant: Variant;
    }
  | { readonly code: 'picture/damaged'; readonly name: string }
  | { readonly code: 'picture/film-undecodable'; readonly name: string }
  | { readonly code: 'picture/film-unencodable' }
  /** The browser can't write picture files at all. */
  | { readonly code: 'picture/not-written' }
  /** The browser can't write files of a type, such as "image/webp". */
  | { readonly code: 'picture/type-not-written'; readonly type: string }
  /** A picture is longer or higher than files of a type can be. `limit`: pixels a side. */
  | ({
      readonly code: 'picture/too-long-for-type';
      readonly type: string;
      readonly limit: number;
    } & Size)
  /** Two pictures that are to be compared or put side by side differ in size. */
  | { readonly code: 'picture/different-sizes'; readonly a: Size; readonly b: Size };

export class PictureProblem extends Problem<PictureFault> {
  override readonly name = 'PictureProblem';
}

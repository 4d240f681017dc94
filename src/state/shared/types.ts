import type { ExecutorInfo, ModelId } from '../../engine/index.ts';
import type { Crop, Pixels, Size } from '../../picture/index.ts';
import type { Styles } from './mix.ts';
import type { Output } from './output.ts';
import type { AppFault } from './problems.ts';

/** A photo on the page. */
export interface Photo {
  /** Each part of a photo that is painted has another one. */
  readonly id: number;
  /** The same for all parts of a photo that was opened. */
  readonly opened: number;
  /** The file's name, or a sample's title. */
  readonly name: string;
  /** Where it is one of this site's. */
  readonly sample?: string | undefined;
  /** The part of the file's picture that is painted, and how it is turned; the whole without one. */
  readonly crop?: Crop | undefined;
  /** Size of that part, in pixels of the file. */
  readonly width: number;
  readonly height: number;
  /** Size of the file's whole picture. */
  readonly whole: Size;
  /** Upright, perhaps smaller than the file's picture. Closed when the photo is replaced. */
  readonly bitmap: ImageBitmap;
  /** Whether it has transparent parts. */
  readonly cutOut: boolean;
  /**
   * The file's bytes, from which the whole picture is decoded again where it is needed. A copy: what is on the disk may
   * be changed, moved or deleted meanwhile.
   */
  readonly file: Blob;
  /** What the visitor brought, where they brought it. */
  readonly brought?: File | undefined;
}

/** What a photo is opened from again. */
export type ClosedPhoto = Pick<Photo, 'opened' | 'name' | 'sample' | 'crop' | 'file'>;

/** What the visitor can choose. Kept from visit to visit. */
export interface Settings extends Styles {
  readonly network: string;
  /** How far from the photo and how near to the painting, 0..1. */
  readonly boldness: number;
  /**
   * Longest side at which the network sees the photo, in pixels; `auto` fits the executor. It decides how broad the
   * strokes are (brush.ts).
   */
  readonly size: number | 'auto';
  /** How large the file is to be. */
  readonly output: Output;
  /** How much of the painting covers the photo, 0..1. */
  readonly strength: number;
  /** Only the lightness is the painting's. */
  readonly keepColours: boolean;
}

/** A finished painting, and how it came about. */
export interface Painting extends Styles {
  readonly photo: number;
  readonly boldness: number;
  readonly model: ModelId;
  readonly longSide: number;
  readonly pixels: Pixels;
  readonly executor: ExecutorInfo;
  /** Measured: pixels in to pixels out. */
  readonly ms: number;
}

export interface Progress {
  /** `stalled`: nothing of the download has arrived for 10 seconds. */
  readonly phase: 'download' | 'stalled' | 'prepare' | 'paint';
  /** 0..1, where it is known. */
  readonly done?: number;
}

/** Something that did not work and left the page as it was. */
export interface Notice {
  readonly id: number;
  readonly fault: AppFault;
  /** Where the refused files can be opened. */
  readonly elsewhere?: Elsewhere | undefined;
}

/** Files that the page does not take, and the page that takes them. */
export interface Elsewhere {
  readonly page: 'stylize' | 'live' | 'compare';
  readonly files: readonly File[];
}

/** A file for the browser's download list. */
export interface SavedFile {
  readonly blob: Blob;
  readonly name: string;
}

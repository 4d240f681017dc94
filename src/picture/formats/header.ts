/** Formats that a browser may decode. */
export type PictureType =
  'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'heic' | 'bmp' | 'ico' | 'jxl' | 'tiff';

/** Kinds of a format that few browsers decode, or none, although they decode the format. */
export type Variant =
  | 'jpeg-deep' // more than 8 bits a colour
  | 'jpeg-lossless'
  | 'jpeg-hierarchical'
  | 'jpeg-arithmetic'
  | 'jpeg-ls'
  | 'tiff-unusual' // its compression or colours are rarely written
  | 'png-apple'; // CgBI: what Xcode makes of the pictures of an app

/** As EXIF counts: 1 is upright, 6 is shown turned by 90 degrees clockwise. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What the bytes of a picture file say, before anything is decoded. */
export interface Header {
  readonly type: PictureType;
  /** Pixels of the largest canvas that any part of the file asks a decoder for, before it is turned. */
  readonly width: number;
  readonly height: number;
  readonly variant?: Variant | undefined;
  /** How the decoded picture is still to be turned. Only for formats that browsers do not agree on. */
  readonly orientation?: Orientation | undefined;
}

/** The bytes of a file. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A file in parts. */
export type Parts = readonly Bytes[];

/** How the files of one format are read. */
export interface Format {
  /** Whether the file starts as files of this format do. */
  readonly matches: (data: Bytes) => boolean;
  /** Throws RangeError where the file ends before its header does. */
  readonly read: (data: Bytes) => Header;
  /**
   * To be called once the size is known to be bearable.
   *
   * @returns the file in the form that all browsers decode alike, `[data]` where it has that form already;
   *   undefined where its picture is cut off, of an animation the first frame
   */
  readonly whole: (data: Bytes) => Parts | undefined | Promise<Parts | undefined>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** @returns the size with the most pixels; 0 x 0 where there is none */
export function largest(sizes: Iterable<Size>): Size {
  let most: Size = { width: 0, height: 0 };
  for (const size of sizes) {
    if (size.width * size.height > most.width * most.height) most = size;
  }
  return { width: most.width, height: most.height };
}

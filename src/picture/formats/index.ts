/** What the bytes of picture files say: their sizes, whether they are whole, and how they are turned. */
import { bmp } from './bmp.ts';
import { gif } from './gif.ts';
import type { Bytes, Format } from './header.ts';
import { heif } from './heif.ts';
import { ico } from './ico.ts';
import { jpeg } from './jpeg.ts';
import { jxl } from './jxl.ts';
import { png } from './png.ts';
import { tiff } from './tiff.ts';
import { webp } from './webp.ts';

/** One that is easily mistaken comes behind those that are not. */
const FORMATS: readonly Format[] = [jpeg, png, gif, webp, heif, jxl, tiff, bmp, ico];

/** The format of a file, by its first bytes. */
export const formatOf = (data: Bytes): Format | undefined =>
  FORMATS.find(({ matches }) => matches(data));

export type { Bytes, Header, Orientation, PictureType, Variant } from './header.ts';
export { otherKind } from './other.ts';
export type { OtherKind } from './other.ts';

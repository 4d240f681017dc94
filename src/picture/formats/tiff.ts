import { hasAt } from './bytes.ts';
import { tagsOf } from './exif.ts';
import type { Bytes, Format, Header } from './header.ts';

const WIDTH = 256;
const HEIGHT = 257;

function read(data: Bytes): Header {
  const tags = tagsOf(data);
  return { type: 'tiff', width: tags.get(WIDTH) ?? 0, height: tags.get(HEIGHT) ?? 0 };
}

export const isTiff = (data: Bytes) => hasAt(data, 0, 'II*\0') || hasAt(data, 0, 'MM\0*');

export const tiff: Format = { matches: isTiff, read, whole: (data) => [data] };

import { hasAt, viewOf } from './bytes.ts';
import {
  largest,
  type Bytes,
  type Format,
  type Header,
  type Parts,
  type Size,
  type Variant,
} from './header.ts';
import { endOfPicture } from './jpegScan.ts';
import { DHT, EOI, JPEG_LS, nextMarker, segmentsOf, SOF0, SOI, SOS } from './jpegSegments.ts';

/** Frame headers: SOF0 to SOF15, in whose row three other markers stand, and that of JPEG-LS. */
const isFrame = (marker: number) =>
  (marker >= SOF0 && marker <= 0xcf && ![DHT, 0xc8, 0xcc].includes(marker)) || marker === JPEG_LS;

function variantOf(marker: number, bits: number): Variant | undefined {
  if (marker === JPEG_LS) return 'jpeg-ls';
  if ([0xc3, 0xcb].includes(marker)) return 'jpeg-lossless';
  if ([0xc5, 0xc6, 0xc7, 0xcd, 0xce, 0xcf].includes(marker)) return 'jpeg-hierarchical';
  if ([0xc9, 0xca].includes(marker)) return 'jpeg-arithmetic';
  return bits > 8 ? 'jpeg-deep' : undefined;
}

function read(data: Bytes): Header {
  const view = viewOf(data);
  const sizes: Size[] = [];
  let variant: Variant | undefined;
  for (const { marker, start } of segmentsOf(data)) {
    if (marker === SOS) break;
    if (!isFrame(marker)) continue;
    variant ??= variantOf(marker, view.getUint8(start));
    sizes.push({ height: view.getUint16(start + 1), width: view.getUint16(start + 3) });
  }
  if (sizes.length === 0) throw new RangeError('The file ends before its frame header.');
  return { type: 'jpeg', ...largest(sizes), variant };
}

function whole(data: Bytes): Parts | undefined {
  // Browsers know a JPEG by three bytes, and libjpeg also takes one in which others come before the third.
  const start = nextMarker(data, 2) - 1;
  const isKnown = data[2] === 0xff;
  const upTo = (end: number) => [SOI_BYTES, data.subarray(start, end)];
  let hasPixels = false;
  for (const { marker } of segmentsOf(data)) {
    if (marker === SOS) hasPixels = true;
    if (marker !== EOI) continue;
    if (!hasPixels) return undefined;
    return isKnown ? [data] : upTo(data.length);
  }
  // Without its end marker a file is shown by browsers, whether or not all of the picture has arrived.
  const end = hasPixels ? endOfPicture(data) : undefined;
  return end === undefined ? undefined : [...upTo(end), EOI_BYTES];
}

const SOI_BYTES = new Uint8Array([0xff, SOI]);
const EOI_BYTES = new Uint8Array([0xff, EOI]);

export const jpeg: Format = { matches: (data) => hasAt(data, 0, [0xff, SOI]), read, whole };

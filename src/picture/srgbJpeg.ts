/**
 * An Exif segment with one statement: the colours are sRGB (CIPA DC-008, ColorSpace = 1). A JPEG without it says nothing
 * of its colours, and browsers write none.
 */
const SEGMENT = new Uint8Array([
  ...[0xff, 0xe1, 0, 52], // APP1 and its length, without the marker
  ...[0x45, 0x78, 0x69, 0x66, 0, 0], // "Exif"
  ...[0x49, 0x49, 42, 0, 8, 0, 0, 0], // TIFF, little-endian; its first directory is at 8
  ...[1, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0], // one entry: the Exif directory is at 26
  ...[1, 0, 0x01, 0xa0, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], // one entry: ColorSpace, sRGB
]);

/** @returns a JPEG that a canvas wrote, and that says that its colours are sRGB; any other file as it is */
export async function saysSrgb(file: Blob): Promise<Blob> {
  const head = new Uint8Array(await file.slice(0, 6).arrayBuffer());
  const [a, b, c, marker, high = 0, low = 0] = head;
  if (a !== 0xff || b !== 0xd8 || c !== 0xff) return file;
  // A JFIF header, where there is one, stays the first.
  const at = marker === 0xe0 ? 4 + (high << 8) + low : 2;
  return new Blob([file.slice(0, at), SEGMENT, file.slice(at)], { type: file.type });
}

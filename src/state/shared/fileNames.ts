/** The most bytes of a name in UTF-8: file systems take 255, and browsers may add " (1)". */
const MAX_BYTES = 200;

/** What is taken off a name before another extension is put on. Other dots may be a part of the name: "v1.2 final". */
const EXTENSION = /\.(jpe?g|jpe|jfif|png|apng|webp|gif|avif|heic|heif|jxl|bmp|tiff?|svg|ico)$/i;

/** Where a file's name has nothing but an extension. */
const UNNAMED = 'photo';

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/**
 * The name of a file that is made of a photo: "v1.2 final.jpg" becomes "v1.2 final-great-wave.png".
 *
 * @param photo the photo's file name, or a title
 * @param addition what was made of it, such as the style's id
 * @param extension without the dot
 * @returns at most 200 bytes in UTF-8; what is too long is cut between two characters
 */
export function fileName(photo: string, addition: string, extension: string): string {
  const end = `-${firstBytes(addition, MAX_BYTES / 2)}.${extension}`;
  // Browsers make "_" of a dot in front, since it would hide the file.
  const base = photo.replace(EXTENSION, '').replace(/^[\s.]+/, '');
  const cut = firstBytes(base, MAX_BYTES - bytesOf(end)).replace(/[\s.]+$/, '');
  return (cut || UNNAMED) + end;
}

/** @returns as many of a text's first characters as take `limit` bytes; what is read as one character stays whole */
function firstBytes(text: string, limit: number): string {
  if (bytesOf(text) <= limit) return text;
  let end = 0;
  let bytes = 0;
  for (const character of charactersOf(text)) {
    bytes += bytesOf(character);
    if (bytes > limit) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Letters with their accents, and joined emoji, are one each. Older browsers go by code points. */
function charactersOf(text: string): Iterable<string> {
  if (!('Segmenter' in Intl)) return text;
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}

import type { Parts } from './header.ts';

const MOST_CODES = 4096;

/**
 * How many pixels the codes of a GIF's frame stand for. Codes are LZW: each adds a word to the dictionary,
 * which is the word of the code before and one pixel more, so lengths of words are all that is needed.
 */
export function gifPixels(blocks: Parts, codeLength: number): number {
  const clear = 1 << codeLength;
  const lengths = new Uint32Array(MOST_CODES).fill(1, 0, clear);
  let [size, words, before, pixels] = [codeLength + 1, clear + 2, 0, 0];
  let [bits, count] = [0, 0];
  for (const block of blocks) {
    for (const byte of block) {
      bits |= byte << count;
      count += 8;
      while (count >= size) {
        const code = bits & ((1 << size) - 1);
        bits >>>= size;
        count -= size;
        if (code === clear) {
          [size, words, before] = [codeLength + 1, clear + 2, 0];
        } else if (code === clear + 1 || code > words) {
          return pixels; // the end, or no code
        } else {
          if (before > 0 && words < MOST_CODES) lengths[words++] = before + 1;
          if (words === 1 << size && size < 12) size += 1;
          before = lengths[code] ?? 0;
          pixels += before;
        }
      }
    }
  }
  return pixels;
}

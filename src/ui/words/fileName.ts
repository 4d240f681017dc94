const MOST = 40;
const AT_START = 24;
const AT_END = 12;

/** What a reader takes for one character: an emoji of several code points, a letter with its accents. */
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Letters that are written from right to left, and invisible characters that turn what follows them around. */
const TURNS_TEXT =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** They would end the isolate around the name, or stay open behind it. */
const ISOLATES = /[\u2066-\u2069]/g;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A file's name as a part of a sentence: on one line, not too long, and without an influence on the direction of
 * the text around it.
 */
export function fileName(name: string): string {
  const line = name.replaceAll(/\p{Cc}+/gu, ' ').replaceAll(ISOLATES, '');
  const parts = Array.from(characters.segment(line), ({ segment }) => segment);
  const short =
    parts.length > MOST
      ? `${parts.slice(0, AT_START).join('')}…${parts.slice(-AT_END).join('')}`
      : line;
  return TURNS_TEXT.test(name) ? `${FIRST_STRONG_ISOLATE}${short}${POP_ISOLATE}` : short;
}

import { afterEach, describe, expect, it, vi } from 'vitest';
import { fileName } from './fileNames.ts';

afterEach(() => vi.unstubAllGlobals());

const bytesOf = (text: string) => new TextEncoder().encode(text).length;
const END = '-great-wave.png';

it.each([
  ['photo.jpg', 'photo'],
  ['v1.2 final.jpg', 'v1.2 final'],
  ['holiday.at.sea.JPEG', 'holiday.at.sea'],
  ['v1.2', 'v1.2'],
  ['Mr. Smith', 'Mr. Smith'],
  ['IMG_1.HEIC', 'IMG_1'],
  ['.jpg', 'photo'],
  ['', 'photo'],
  ['...', 'photo'],
  ['  .jpg', 'photo'],
  ['.hidden.png', 'hidden'],
  ['写真.webp', '写真'],
])('of "%s" the part "%s" stays', (photo, base) => {
  expect(fileName(photo, 'great-wave', 'png')).toBe(base + END);
});

describe('a long name', () => {
  it('is cut to 200 bytes, and keeps what was made of it', () => {
    const name = fileName(`${'a'.repeat(300)}.jpg`, 'great-wave', 'png');
    expect(name).toBe('a'.repeat(200 - END.length) + END);
  });

  it('that fits exactly stays whole', () => {
    const base = 'b'.repeat(200 - END.length);
    expect(fileName(`${base}.jpg`, 'great-wave', 'png')).toBe(base + END);
  });

  it('has nearly half of the bytes, however many styles it is made of', () => {
    const name = fileName(`${'a'.repeat(300)}.jpg`, 'b'.repeat(300), 'webp');
    expect(name).toBe(`${'a'.repeat(94)}-${'b'.repeat(100)}.webp`);
  });

  it.each([
    ['Chinese', '写', 3],
    ['an emoji of four code points', '👩‍🚒🏽', 15],
    ['a letter with its accent', 'e\u0301', 3],
  ])('is never cut within a character: %s', (_, character, bytes) => {
    for (const before of ['', 'x', 'xx', 'xxx']) {
      const name = fileName(`${before}${character.repeat(100)}.jpg`, 'great-wave', 'png');
      const room = 200 - END.length - before.length;
      expect(name).toBe(before + character.repeat(Math.floor(room / bytes)) + END);
      expect(bytesOf(name)).toBeLessThanOrEqual(200);
    }
  });

  it('is not cut within a code point by a browser that has no Intl.Segmenter', () => {
    vi.stubGlobal('Intl', {});
    const name = fileName('🎨'.repeat(100), 'great-wave', 'png');
    expect(name).toBe('🎨'.repeat(46) + END);
  });

  it('does not end in a space or a dot before what was made of it', () => {
    const name = fileName(`${'a'.repeat(180)} .  .${'b'.repeat(80)}`, 'great-wave', 'png');
    expect(name).toBe('a'.repeat(180) + END);
  });
});

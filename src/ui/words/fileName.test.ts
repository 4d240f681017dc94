import { expect, it } from 'vitest';
import { fileName } from './fileName.ts';

it('leaves an ordinary name as it is', () => {
  expect(fileName('v1.2 final.jpg')).toBe('v1.2 final.jpg');
  expect(fileName('Übergröße 写真.png')).toBe('Übergröße 写真.png');
  expect(fileName('y'.repeat(40))).toBe('y'.repeat(40));
});

it('shortens a name of more than 40 characters in the middle', () => {
  expect(fileName(`${'x'.repeat(251)}.png`)).toBe(`${'x'.repeat(24)}…${'x'.repeat(8)}.png`);
});

it.each([
  ['a family of four', '👩‍👩‍👧‍👦'],
  ['a flag', '🇫🇷'],
  ['a thumb of a skin colour', '👍🏽'],
  ['a letter with an accent of its own', 'e\u0301'],
])('never cuts within %s', (_, one) => {
  expect(fileName(one.repeat(40))).toBe(one.repeat(40));
  expect(fileName(one.repeat(41))).toBe(`${one.repeat(24)}…${one.repeat(12)}`);
});

it.each([
  ['an override', 'a\u202egpj.exe'],
  ['an embedding that is not ended', 'a\u202bb.png'],
  ['Hebrew', 'תמונה.png'],
  ['Arabic', 'صورة 1.png'],
])('isolates a name with %s from the sentence around it', (_, name) => {
  expect(fileName(name)).toBe(`\u2068${name}\u2069`);
});

it('what would end the isolate is left out of the name', () => {
  expect(fileName('a\u2069\u202eb.png')).toBe('\u2068a\u202eb.png\u2069');
  expect(fileName('a\u2067b.png')).toBe('\u2068ab.png\u2069');
});

it('an override that was cut off does not need its end', () => {
  const name = `\u202e${'z'.repeat(60)}\u202c.png`;
  expect(fileName(name)).toBe(`\u2068\u202e${'z'.repeat(23)}…${'z'.repeat(7)}\u202c.png\u2069`);
});

it('puts a name of several lines on one', () => {
  expect(fileName('a\nb\r\n\tc.png')).toBe('a b c.png');
});

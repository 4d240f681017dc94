/** PNGs of all kinds are shown as their pixels, their transparency and their colour spaces say. */
import { deflateSync } from 'node:zlib';
import { big, joined, pngChunk, rawPng, type FileBytes } from '../src/picture/testing/files.ts';
import { expect, test } from './support/test.ts';

const SIDE = 8;

/** Where the passes of an interlaced PNG begin, and their steps. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The rows of the passes, of what each pixel is made of. */
function rowsOf(pixel: (x: number, y: number) => number[], interlaced = false): number[] {
  const rows: number[] = [];
  const passes = interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  for (const [left, top, right, down] of passes) {
    for (let y = top; y < SIDE; y += down) {
      rows.push(0);
      for (let x = left; x < SIDE; x += right) rows.push(...pixel(x, y));
    }
  }
  return rows;
}

/** A colour profile of these primaries, each the X, Y and Z of a channel. */
function profileOf(primaries: readonly (readonly number[])[]): FileBytes {
  const s15 = (value: number) => big(Math.round(value * 65536) >>> 0, 4);
  const xyz = (values: readonly number[]) => joined('XYZ ', big(0, 4), ...values.map(s15));
  const curve = joined('curv', big(0, 4), big(1, 4), big(0x0233, 2), [0, 0]);
  const names = ['rXYZ', 'gXYZ', 'bXYZ', 'wtpt', 'rTRC', 'gTRC', 'bTRC'];
  const tags = [...[...primaries, [0.9642, 1, 0.8249]].map(xyz), curve, curve, curve];
  const start = 128 + 4 + 12 * tags.length;
  const placeOf = (at: number) => tags.slice(0, at).reduce((sum, tag) => sum + tag.length, start);
  const size = placeOf(tags.length);
  const zeros = (count: number) => new Uint8Array(count);
  return joined(
    ...[big(size, 4), zeros(4), [2, 0x10, 0, 0], 'mntrRGB XYZ ', zeros(12), 'acsp', zeros(28)],
    ...[s15(0.9642), s15(1), s15(0.8249), zeros(48), big(tags.length, 4)],
    ...tags.flatMap((tag, at) => [names[at] ?? '', big(placeOf(at), 4), big(tag.length, 4)]),
    ...tags,
  );
}

const RED = [0.4361, 0.2225, 0.0139];
const GREEN = [0.3851, 0.7169, 0.0971];
const BLUE = [0.1431, 0.0606, 0.7139];
const swapped = pngChunk(
  'iCCP',
  joined('x', [0, 0], new Uint8Array(deflateSync(profileOf([GREEN, RED, BLUE])))),
);

const of = (bits: number, kind: number) => ({ width: SIDE, height: SIDE, bits, kind });
const ramp = (x: number, y: number) => 30 * x + y;

const KINDS: Record<string, [FileBytes, (x: number, y: number) => number[]]> = {
  '16 bits a channel': [
    rawPng(
      of(16, 2),
      rowsOf((x, y) => [ramp(x, y), 0, 80, 0, 200, 0]),
    ),
    (x, y) => [ramp(x, y), 80, 200],
  ],
  interlaced: [
    rawPng(
      { ...of(8, 0), interlaced: true },
      rowsOf((x, y) => [ramp(x, y)], true),
    ),
    (x, y) => [ramp(x, y), ramp(x, y), ramp(x, y)],
  ],
  'a palette with transparency': [
    rawPng(
      of(8, 3),
      rowsOf((x) => [x % 2]),
      pngChunk('PLTE', [200, 30, 40, 0, 0, 255]),
      pngChunk('tRNS', [255, 0]),
    ),
    (x) => (x % 2 ? [0, 0, 0, 0] : [200, 30, 40, 255]),
  ],
  'a gamma of 1': [
    rawPng(
      of(8, 2),
      rowsOf(() => [55, 55, 55]),
      pngChunk('gAMA', big(100_000, 4)),
    ),
    () => [128, 128, 128],
  ],
  'the primaries of P3 (cICP)': [
    rawPng(
      of(8, 2),
      rowsOf(() => [200, 100, 100]),
      pngChunk('cICP', [12, 13, 0, 1]),
    ),
    () => [213, 93, 97],
  ],
  'a profile that swaps two channels': [
    rawPng(
      of(8, 2),
      rowsOf(() => [255, 0, 0]),
      swapped,
    ),
    () => [0, 255, 0],
  ],
};

for (const [kind, [bytes, colour]] of Object.entries(KINDS)) {
  test(`PNG: ${kind}`, async ({ stylize }) => {
    await stylize.open('?executor=wasm');
    const buffer = Buffer.from(bytes);
    await stylize.photo.setInputFiles({ name: 'kind.png', mimeType: 'image/png', buffer });
    await expect.poll(() => stylize.size()).toEqual([SIDE, SIDE]);
    const { data } = await stylize.original();
    let most = 0;
    for (let at = 0; at < SIDE * SIDE; at++) {
      const wanted = colour(at % SIDE, Math.floor(at / SIDE));
      for (const [c, value] of wanted.entries()) {
        most = Math.max(most, Math.abs((data[4 * at + c] ?? NaN) - value));
      }
    }
    expect(most).toBeLessThanOrEqual(2);
  });
}

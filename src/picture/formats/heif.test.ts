import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  av1Stream,
  avifOf,
  big,
  box,
  fullBox,
  hevcConfiguration,
  hevcSequence,
  ispe,
  itemFile,
  joined,
  orientationExif,
  type FileBytes,
} from '../testing/files.ts';
import { isDisplayP3 } from './heifColour.ts';
import { look, refusal } from '../testing/look.ts';

const photo = avifOf(40, 30);

it('an AVIF and a HEIC are taken as they are', async () => {
  expect(await look(photo)).toMatchObject({ type: 'avif', width: 40, height: 30, bytes: photo });
  const heic = itemFile({
    brands: ['heic', 'mif1'],
    items: [{ type: 'hvc1', bytes: [1, 2, 3] }],
    properties: [ispe(40, 30)],
  });
  expect(await look(heic)).toMatchObject({ type: 'heic', width: 40, height: 30, bytes: heic });
});

it('the items say what a picture is whose name does not', async () => {
  const file = itemFile({
    brands: ['mif1', 'miaf'],
    items: [{ type: 'av01', bytes: av1Stream(40, 30) }],
    properties: [ispe(40, 30)],
  });
  expect((await look(file)).type).toBe('avif');
});

it('its EXIF does not turn it, since boxes do', async () => {
  const exif = joined([0, 0, 0, 0], orientationExif(6));
  const file = itemFile({
    items: [
      { type: 'av01', bytes: av1Stream(40, 30) },
      { type: 'Exif', bytes: exif },
    ],
    properties: [ispe(40, 30)],
  });
  const found = await look(file);
  expect([found.orientation ?? 1, found.width, found.height]).toEqual([1, 40, 30]);
  expect(found.bytes).toEqual(file);
});

const grid = (width: number, height: number, bytes: number) =>
  joined([0, bytes === 4 ? 1 : 0, 0, 1], big(width, bytes), big(height, bytes));
const gridFile = (canvas: FileBytes, inDescription: boolean) =>
  itemFile({
    items: [
      { type: 'grid', bytes: canvas, of: [2, 3] },
      { type: 'av01', bytes: av1Stream(40, 30) },
      { type: 'av01', bytes: av1Stream(40, 30) },
    ],
    properties: [ispe(40, 30)],
    inDescription,
  });

const heicOf = (unit: FileBytes, behind: readonly number[] = [], ...properties: FileBytes[]) =>
  itemFile({
    brands: ['heic', 'mif1'],
    items: [
      {
        type: 'hvc1',
        bytes: joined(big(3, 4), [0x26, 1, 0], big(unit.length, 4), unit, behind),
      },
    ],
    properties: [ispe(40, 30), ...properties],
  });
const shortUnit = (unit: FileBytes) => joined([unit.length], unit);
/** The lengths of units have one byte. */
const withShortLengths = (configuration: FileBytes) =>
  configuration.with(8 + 21, configuration[8 + 21]! & 0xfc);

it('the stream of a HEIC says its size as other programs write it', async () => {
  const file = new Uint8Array(readFileSync('e2e/goldens/photo.heic'));
  // Its 48 x 40 pixels are a part of a frame.
  expect(await look(file)).toMatchObject({ type: 'heic', width: 64, height: 64 });
  // Without the boxes for sizes only the stream's is left.
  const nameless = Uint8Array.from(file);
  nameless.set(Buffer.from('free'), Buffer.from(file).indexOf('ispe'));
  expect(await look(nameless)).toMatchObject({ type: 'heic', width: 64, height: 64 });
});

describe('Display P3', () => {
  const profile = (red: number) => {
    const tags = [big(1, 4), 'rXYZ', big(144, 4), big(20, 4)];
    return joined(new Uint8Array(128), ...tags, 'XYZ ', big(0, 4), big(red * 65_536, 4));
  };
  const coloured = (kind: string, ...content: readonly (number[] | FileBytes)[]) =>
    heicOf(hevcSequence(40, 30), [], box('colr', kind, ...content));
  it.each([
    ['a number of P3', coloured('nclx', big(12, 2), big(13, 2), big(6, 2), [128]), true],
    ['a number of sRGB', coloured('nclx', big(1, 2), big(13, 2), big(6, 2), [128]), false],
    ['a profile of P3', coloured('prof', profile(0.5151)), true],
    ['a profile of sRGB', coloured('prof', profile(0.4361)), false],
    ['a profile that is cut off', coloured('prof', profile(0.5151).subarray(0, 140)), false],
    ['nothing', heicOf(hevcSequence(40, 30)), false],
  ])('is known by %s', (_, file, expected) => {
    expect(isDisplayP3(file)).toBe(expected);
  });
});

describe('a bomb is refused', () => {
  const sequence = (width: number, height: number) => {
    const entry = box(
      'av01',
      new Uint8Array(24),
      big(width, 2),
      big(height, 2),
      new Uint8Array(50),
    );
    const table = box('stbl', fullBox('stsd', 0, big(1, 4), entry));
    return joined(photo, box('moov', box('trak', box('mdia', box('minf', table)))));
  };
  it.each([
    [
      'the size of the picture',
      itemFile({ items: [{ type: 'av01', bytes: [] }], properties: [ispe(20_000, 20_000)] }),
    ],
    [
      'the size of another picture',
      itemFile({
        items: [{ type: 'av01', bytes: [] }],
        properties: [ispe(40, 30), ispe(20_000, 20_000)],
      }),
    ],
    ['the stream', avifOf(40, 30, av1Stream(20_000, 20_000))],
    ['a stream that is not reduced', avifOf(40, 30, av1Stream(20_000, 20_000, false))],
    [
      'the configuration',
      itemFile({
        items: [{ type: 'av01', bytes: [] }],
        properties: [
          ispe(40, 30),
          box('av1C', [0x81, 0, 0, 0], av1Stream(20_000, 20_000).subarray(2)),
        ],
      }),
    ],
    ['the stream of a HEIC', heicOf(hevcSequence(20_000, 20_000))],
    ['one of layers', heicOf(hevcSequence(20_000, 20_000, 2))],
    [
      'the configuration of a HEIC',
      heicOf(hevcSequence(40, 30), [], hevcConfiguration(hevcSequence(20_000, 20_000))),
    ],
    ['a unit before a damaged one', heicOf(hevcSequence(20_000, 20_000), [0, 0, 0, 2, 0x42, 1])],
    [
      'a stream with short lengths',
      itemFile({
        brands: ['heic', 'mif1'],
        items: [{ type: 'hvc1', bytes: shortUnit(hevcSequence(20_000, 20_000)) }],
        properties: [ispe(40, 30), withShortLengths(hevcConfiguration(hevcSequence(40, 30)))],
      }),
    ],
    ['a grid', gridFile(grid(20_000, 20_000, 2), false)],
    ['a grid of large numbers', gridFile(grid(2 ** 31, 2 ** 31, 4), false)],
    ['a grid in the description', gridFile(grid(20_000, 20_000, 2), true)],
    ['an image sequence', sequence(20_000, 20_000)],
  ])('in %s', async (_, file) => {
    expect(await refusal(file)).toBe('picture/too-many-pixels');
  });

  it('and what is none is not', async () => {
    expect(await refusal(sequence(40, 30))).toBeUndefined();
    const small = hevcSequence(40, 30, 2);
    expect(await refusal(heicOf(small, [], hevcConfiguration(small)))).toBeUndefined();
    expect(await refusal(gridFile(grid(80, 30, 2), false))).toBeUndefined();
    expect(await refusal(gridFile(grid(80, 30, 4), true))).toBeUndefined();
  });
});

it('that asks for endless work is damaged', async () => {
  // Parts that take no bytes, of numbers that take none.
  const item = [...big(1, 2), 0, 0, 0, 0, 0xff, 0xff];
  const places = Array.from({ length: 2000 }, () => item);
  const description = fullBox(
    'meta',
    0,
    fullBox('pitm', 0, [0, 1]),
    fullBox('iloc', 1, [0, 0], big(places.length, 2), ...places),
    fullBox('iinf', 0, big(0, 2)),
  );
  const parts = joined(box('ftyp', 'heic', big(0, 4), 'mif1'), description);
  expect(await refusal(parts)).toBe('picture/damaged');
  // A million units without a byte.
  const units = itemFile({
    brands: ['heic', 'mif1'],
    items: [{ type: 'hvc1', bytes: new Uint8Array(4_100_000) }],
    properties: [ispe(40, 30)],
  });
  expect(await refusal(units)).toBe('picture/damaged');
});

it('is damaged wherever it is cut off', async () => {
  for (const file of [photo, gridFile(grid(80, 30, 2), false), gridFile(grid(80, 30, 2), true)]) {
    const taken: number[] = [];
    for (let end = 32; end < file.length; end++) {
      if ((await refusal(file.subarray(0, end))) !== 'picture/damaged') taken.push(end);
    }
    expect(taken).toEqual([]);
  }
});

it('may lack what comes behind the picture', async () => {
  const exif = { type: 'Exif', bytes: orientationExif(1) };
  const file = itemFile({
    items: [{ type: 'av01', bytes: av1Stream(40, 30) }, exif],
    properties: [ispe(40, 30)],
  });
  expect(await refusal(file.subarray(0, -5))).toBeUndefined();
});

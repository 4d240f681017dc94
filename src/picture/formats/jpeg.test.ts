import { describe, expect, it } from 'vitest';
import { inserted, joined } from '../testing/files.ts';
import { jpegFile, segment, type JpegPicture } from '../testing/jpegFile.ts';
import { look, refusal } from '../testing/look.ts';

const SIZE = { width: 75, height: 50 };
const photo = jpegFile(SIZE, 3);
const size = (bytes: Uint8Array) => look(bytes).then(({ width, height }) => ({ width, height }));

/** Where a marker is, counted from the start. */
function placeOf(file: Uint8Array, marker: number): number {
  const at = file.findIndex((byte, i) => byte === 0xff && file[i + 1] === marker);
  expect(at).toBeGreaterThan(0);
  return at;
}

describe('the segments of a JPEG are found as libjpeg finds them', () => {
  const BETWEEN = [
    ['a stray byte', [0]],
    ['many stray bytes', [1, 2, 3, 0xc0, 0xd9, 0]],
    ['fill bytes', [0xff, 0xff, 0xff]],
    ['the marker TEM', [0xff, 0x01]],
    ['restart markers', [0xff, 0xd0, 0xff, 0xd7]],
    ['a stuffed byte', [0xff, 0x00]],
  ] as const;
  const MARKERS = [
    ['the tables', 0xdb],
    ['the frame header', 0xc0],
    ['the codes', 0xc4],
    ['the scan', 0xda],
  ] as const;

  it.each(
    BETWEEN.flatMap(([what, bytes]) =>
      MARKERS.map(([where, marker]) => ({ what, bytes, where, marker })),
    ),
  )('$what before $where', async ({ bytes, marker }) => {
    expect(await size(inserted(photo, placeOf(photo, marker), bytes))).toEqual(SIZE);
  });

  it.each(BETWEEN)('%s at the end of the scan', async (_, bytes) => {
    expect(await size(inserted(photo, photo.length - 2, bytes))).toEqual(SIZE);
  });

  it('the frame header may come behind megabytes of metadata', async () => {
    const metadata = Array.from(
      { length: 40 },
      () => new Uint8Array([0xff, 0xe2, 0xff, 0xff, ...new Uint8Array(65_533)]),
    );
    expect(await size(inserted(photo, 2, ...metadata))).toEqual(SIZE);
  });

  it('a marker within the data of a segment is none', async () => {
    const frame = [0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0];
    const file = jpegFile({ ...SIZE, before: [segment(0xe1, frame), segment(0xe2, [0xff, 0xd9])] });
    expect(await size(file)).toEqual(SIZE);
  });

  it('a size in EXIF or in a thumbnail is not the size', async () => {
    const thumbnail = [...jpegFile({ width: 16, height: 8 })];
    const file = jpegFile({
      ...SIZE,
      before: [segment(0xe1, [...Buffer.from('Exif\0\0'), ...thumbnail])],
    });
    expect(await size(file)).toEqual(SIZE);
    expect(await refusal(file.subarray(0, -9))).toBe('picture/damaged');
  });

  it('the largest of several frame headers counts', async () => {
    const huge = segment(0xc0, [8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0]);
    expect(await refusal(inserted(photo, placeOf(photo, 0xc4), huge))).toBe(
      'picture/too-many-pixels',
    );
  });
});

describe('a JPEG without its end marker', () => {
  const SMALL = { width: 43, height: 27 };
  const KINDS: (JpegPicture & { what: string; components: 1 | 3 | 4 })[] = [
    { what: 'grey', components: 1, ...SMALL },
    { what: 'colours', components: 3, ...SMALL },
    { what: 'subsampled colours', components: 3, ...SMALL, subsampled: true },
    { what: 'four colours', components: 4, ...SMALL },
    { what: 'restart markers', components: 3, ...SMALL, restartInterval: 7 },
    { what: 'progressive', components: 3, ...SMALL, progressive: true },
    {
      what: 'progressive, subsampled',
      components: 3,
      ...SMALL,
      progressive: true,
      subsampled: true,
    },
    {
      what: 'progressive, grey, restart markers',
      components: 1,
      ...SMALL,
      progressive: true,
      restartInterval: 7,
    },
    { what: 'one block', components: 1, width: 8, height: 8 },
  ];
  const colour = (column: number, row: number) => [20 + 20 * column, 100 + 10 * row, 128, 200];

  it.each(KINDS)(
    '$what: is complete where all codes are there, and gets an end',
    async ({ components, ...picture }) => {
      const file = jpegFile({ ...picture, colour }, components);
      expect((await look(file)).bytes).toEqual(file);
      expect((await look(file.subarray(0, -2))).bytes).toEqual(file);
      expect((await look(file.subarray(0, -1))).bytes).toEqual(file);
    },
  );

  it.each(KINDS)(
    '$what: is damaged wherever it is cut within the codes',
    async ({ components, ...picture }) => {
      const file = jpegFile({ ...picture, colour }, components);
      const scan = placeOf(file, 0xda);
      const taken: number[] = [];
      for (let end = scan; end < file.length - 2; end++) {
        if ((await refusal(file.subarray(0, end))) !== 'picture/damaged') taken.push(end);
      }
      expect(taken).toEqual([]);
    },
  );

  it('with other data behind the picture: they are left out', async () => {
    const file = jpegFile({ ...SMALL, restartInterval: 5 }, 3);
    const cut = joined(file.subarray(0, -2), [0xff, 0xe0, 0, 9], [1, 2]);
    expect((await look(cut)).bytes).toEqual(file);
  });

  it('is damaged where a code is wrong', async () => {
    const file = jpegFile({ ...SMALL, colour }, 3).subarray(0, -2);
    file[placeOf(file, 0xda) + 20] = 0xee;
    expect(await refusal(file)).toBe('picture/damaged');
  });
});

describe('kinds of JPEG that few browsers decode are told apart', () => {
  const withFrame = (marker: number, bits = 8) => {
    const file = photo.slice();
    const frame = placeOf(file, 0xc0);
    file[frame + 1] = marker;
    file[frame + 4] = bits;
    return file;
  };
  it.each([
    ['12 bits', 'jpeg-deep', withFrame(0xc1, 12)],
    ['12 bits, progressive', 'jpeg-deep', withFrame(0xc2, 12)],
    ['lossless', 'jpeg-lossless', withFrame(0xc3, 16)],
    ['lossless, arithmetic', 'jpeg-lossless', withFrame(0xcb)],
    ['hierarchical', 'jpeg-hierarchical', withFrame(0xc5)],
    ['arithmetic', 'jpeg-arithmetic', withFrame(0xc9)],
    ['arithmetic, progressive', 'jpeg-arithmetic', withFrame(0xca)],
    ['JPEG-LS', 'jpeg-ls', withFrame(0xf7)],
  ] as const)('%s', async (_, variant, file) => {
    expect((await look(file)).variant).toBe(variant);
  });

  it.each([0xc0, 0xc1, 0xc2])('SOF%i of 8 bits is none of them', async (marker) => {
    expect((await look(withFrame(marker))).variant).toBeUndefined();
  });
});

it.each([
  ['nothing but its start', photo.subarray(0, 4)],
  ['within a segment', photo.subarray(0, 12)],
  ['within the frame header', photo.subarray(0, placeOf(photo, 0xc0) + 6)],
  ['before the scan', photo.subarray(0, placeOf(photo, 0xda))],
  ['no scan before its end', joined(photo.subarray(0, placeOf(photo, 0xda)), [0xff, 0xd9])],
])('a JPEG that is cut off: %s', async (_, file) => {
  expect(await refusal(file)).toBe('picture/damaged');
});

it('100 megapixels are taken, more are not', async () => {
  const claiming = (width: number, height: number) => {
    const file = photo.slice();
    const view = new DataView(file.buffer);
    view.setUint16(placeOf(file, 0xc0) + 5, height);
    view.setUint16(placeOf(file, 0xc0) + 7, width);
    return file;
  };
  expect(await refusal(claiming(10_000, 10_000))).toBeUndefined();
  expect(await refusal(claiming(10_001, 10_000))).toBe('picture/too-many-pixels');
});

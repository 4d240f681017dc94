import { describe, expect, it } from 'vitest';
import { repoFile } from '../testing/node.ts';
import { decodeRowsFile, encodeRowsFile, isRowsFile, type OwnStyle } from './rowsFile.ts';

const rowOf = (seed: number) => Float32Array.from({ length: 3206 }, (_, i) => Math.sin(seed + i));

const style: OwnStyle = {
  name: 'Mein Bild „Blau“ 蓝',
  network: 'compressed',
  fingerprint: 'ab'.repeat(32),
  steps: 120,
  rows: { soft: rowOf(1), bold: rowOf(2) },
  thumbnail: Uint8Array.from({ length: 333 }, (_, i) => i % 256),
};

const problem = (code: string) => ({ fault: { code } });
const damaged = problem('engine/rows-file-damaged');

describe('the file of a learned style', () => {
  it('gives back every number, name and byte', async () => {
    const file = await encodeRowsFile(style);
    expect(isRowsFile(file)).toBe(true);
    expect(await decodeRowsFile(file)).toEqual(style);
  });

  it('has 26 kB and the thumbnail', async () => {
    const { thumbnail: _, ...plain } = style;
    const file = await encodeRowsFile(plain);
    expect(file.byteLength).toBeGreaterThan(2 * 3206 * 4);
    expect(file.byteLength).toBeLessThan(26_100);
    expect(await decodeRowsFile(file)).toEqual(plain);
  });

  it('is read from the middle of a buffer, too', async () => {
    const file = await encodeRowsFile(style);
    const wide = new Uint8Array(file.byteLength + 7);
    wide.set(file, 3);
    expect(await decodeRowsFile(wide.subarray(3, 3 + file.byteLength))).toEqual(style);
  });

  it('never gives other numbers where a byte was changed', async () => {
    const file = await encodeRowsFile(style);
    const refused = () => style.rows;
    for (let at = 0; at < 400; at += at < 16 ? 1 : 5) {
      const changed = file.slice();
      changed[at] = (changed[at] as number) ^ 0x81;
      // What changed may be a letter of the name, which is no damage to the numbers.
      const rows = await decodeRowsFile(changed).then((read) => read.rows, refused);
      expect(rows).toEqual(style.rows);
    }
  });

  it('is refused where a number or the thumbnail was changed', async () => {
    const file = await encodeRowsFile(style);
    for (const at of [700, 20_000, file.byteLength - 1]) {
      const changed = file.slice();
      changed[at] = (changed[at] as number) ^ 1;
      await expect(decodeRowsFile(changed)).rejects.toMatchObject(damaged);
    }
  });

  it('of training/rowsfile.py is read, too', async () => {
    const file = repoFile('src/engine/learning/testing/style.brushlite');
    const { rows, thumbnail, ...about } = await decodeRowsFile(new Uint8Array(file));
    const fingerprint = 'ab'.repeat(32);
    expect(about).toEqual({ name: 'Blau – 蓝', network: 'compressed', fingerprint, steps: 120 });
    expect(new TextDecoder().decode(thumbnail)).toBe('a picture');
    for (const [kind, seed] of [
      ['soft', 1],
      ['bold', 2],
    ] as const) {
      expect(rows[kind]).toHaveLength(8);
      for (const [i, value] of rows[kind].entries())
        expect(value).toBeCloseTo(Math.sin(i + seed), 6);
    }
  });

  it('is refused where it was cut off, or has more than it should', async () => {
    const file = await encodeRowsFile(style);
    for (const end of [8, 12, 16, 100, 5_000, file.byteLength - 1]) {
      await expect(decodeRowsFile(file.subarray(0, end))).rejects.toMatchObject(damaged);
    }
    const more = new Uint8Array(file.byteLength + 1);
    more.set(file);
    await expect(decodeRowsFile(more)).rejects.toMatchObject(damaged);
  });

  it('is refused where a number is none', async () => {
    const bold = rowOf(2);
    bold[17] = Number.NaN;
    const file = await encodeRowsFile({ ...style, rows: { ...style.rows, bold } });
    await expect(decodeRowsFile(file)).rejects.toMatchObject(damaged);
  });

  it('of a later version says so', async () => {
    const file = await encodeRowsFile(style);
    file[8] = 2;
    await expect(decodeRowsFile(file)).rejects.toMatchObject({
      fault: { code: 'engine/rows-file-newer', version: 2 },
    });
  });

  it('is told from other files', async () => {
    const others = [
      new Uint8Array(),
      Uint8Array.of(0xff, 0xd8, 0xff),
      new TextEncoder().encode('{}'),
    ];
    for (const other of others) {
      expect(isRowsFile(other)).toBe(false);
      await expect(decodeRowsFile(other)).rejects.toMatchObject(
        problem('engine/rows-file-unknown'),
      );
    }
  });
});

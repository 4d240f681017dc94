import * as v from 'valibot';
import { EngineProblem } from '../problems.ts';
import { sha256 } from '../weights/sha256.ts';
import type { LearnedRows } from './learner.ts';

/** A learned style as it is saved and shared. docs/rows-file.md describes the file. */
export interface OwnStyle {
  /** What the visitor calls it: 1 to 200 characters. */
  readonly name: string;
  /** The id of the network that the rows belong to, such as `compressed`. */
  readonly network: string;
  /** `fingerprint` of the network's models in the manifest: with other convolutions the rows paint nothing of use. */
  readonly fingerprint: string;
  /** Steps that it was learned in. */
  readonly steps: number;
  readonly rows: LearnedRows;
  /** A small picture of the style, as a JPEG, PNG or WebP file. */
  readonly thumbnail?: Uint8Array<ArrayBuffer> | undefined;
}

const MAGIC = 'BRUSHROW';
const VERSION = 1;
const PREFIX_BYTES = 16;
const LARGEST = { file: 4_000_000, row: 1_000_000 };

const length = v.pipe(v.number(), v.integer(), v.minValue(0));
const sha256Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const headerSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  network: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  fingerprint: sha256Hex,
  steps: length,
  /** Numbers in each of the two rows. */
  row: v.pipe(length, v.minValue(1), v.maxValue(LARGEST.row)),
  /** Bytes of the thumbnail; 0 for none. */
  thumbnail: length,
  /** Of what follows the header. */
  sha256: sha256Hex,
});

/** Whether a file begins as one of these: for telling it from pictures and other files. */
export function isRowsFile(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length)) === MAGIC;
}

/**
 * @returns the file of a style: 26 kB and its thumbnail, for today's networks
 */
export async function encodeRowsFile(style: OwnStyle): Promise<Uint8Array<ArrayBuffer>> {
  const { name, network, fingerprint, steps, rows, thumbnail = new Uint8Array() } = style;
  const row = rows.soft.length;
  const body = new Uint8Array(8 * row + thumbnail.byteLength);
  const view = new DataView(body.buffer);
  for (const [index, value] of [...rows.soft, ...rows.bold].entries()) {
    view.setFloat32(4 * index, value, true);
  }
  body.set(thumbnail, 8 * row);
  const header = new TextEncoder().encode(
    JSON.stringify({
      ...{ name, network, fingerprint, steps, row, thumbnail: thumbnail.byteLength },
      sha256: await sha256(body.buffer),
    } satisfies v.InferOutput<typeof headerSchema>),
  );
  const file = new Uint8Array(PREFIX_BYTES + header.byteLength + body.byteLength);
  file.set(new TextEncoder().encode(MAGIC));
  const prefix = new DataView(file.buffer);
  prefix.setUint32(8, VERSION, true);
  prefix.setUint32(12, header.byteLength, true);
  file.set(header, PREFIX_BYTES);
  file.set(body, PREFIX_BYTES + header.byteLength);
  return file;
}

/**
 * @returns the style in a file. Rejects with EngineProblem: `rows-file-unknown` where it is no such file,
 * `rows-file-newer` where a later version of the page wrote it, `rows-file-damaged` where a part is missing or changed
 */
export async function decodeRowsFile(file: Uint8Array): Promise<OwnStyle> {
  if (!isRowsFile(file)) throw new EngineProblem({ code: 'engine/rows-file-unknown' });
  if (file.byteLength < PREFIX_BYTES || file.byteLength > LARGEST.file) throw damaged();
  const bytes = file.slice(); // so that it begins where its buffer does
  const prefix = new DataView(bytes.buffer);
  const version = prefix.getUint32(8, true);
  if (version > VERSION) throw new EngineProblem({ code: 'engine/rows-file-newer', version });
  const bodyAt = PREFIX_BYTES + prefix.getUint32(12, true);
  const header = v.safeParse(
    v.pipe(v.string(), v.parseJson(), headerSchema),
    new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, bodyAt)),
  );
  if (version !== VERSION || !header.success) throw damaged();
  const { row, thumbnail, sha256: hash, ...about } = header.output;
  const body = bytes.slice(bodyAt);
  if (body.byteLength !== 8 * row + thumbnail || (await sha256(body.buffer)) !== hash) {
    throw damaged();
  }
  const view = new DataView(body.buffer);
  const numbers = Float32Array.from({ length: 2 * row }, (_, i) => view.getFloat32(4 * i, true));
  if (!numbers.every(Number.isFinite)) throw damaged();
  const rows = { soft: numbers.slice(0, row), bold: numbers.slice(row) };
  return { ...about, rows, ...(thumbnail > 0 && { thumbnail: body.slice(8 * row) }) };
}

const damaged = () => new EngineProblem({ code: 'engine/rows-file-damaged' });

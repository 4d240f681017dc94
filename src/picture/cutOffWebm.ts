/** WebM files that end in the middle, as downloads that broke off do. https://www.rfc-editor.org/rfc/rfc8794 */

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
/** Bytes of an element's id and size together, at most. */
const HEADER = 12;

/** An element's place in a file, in bytes. */
interface Element {
  readonly id: number;
  /** Where its size is written, and in how many bytes. */
  readonly sizeAt: number;
  readonly sizeBytes: number;
  /** Where its content begins and ends; the end is Infinity where the file does not say. */
  readonly from: number;
  readonly to: number;
}

/** @returns the element whose header is at the start of `bytes`, which lie at `at` in the file; undefined for none */
function elementAt(bytes: Uint8Array, at: number): Element | undefined {
  const idBytes = lengthOf(bytes[0]);
  const sizeBytes = lengthOf(bytes[idBytes]);
  if (!idBytes || idBytes > 4 || !sizeBytes || idBytes + sizeBytes > bytes.length) return undefined;
  let id = 0;
  for (const byte of bytes.subarray(0, idBytes)) id = id * 256 + byte;
  // The first bit that is set tells the length, and is no part of the number.
  let size = (bytes[idBytes] as number) - (0x80 >> (sizeBytes - 1));
  for (const byte of bytes.subarray(idBytes + 1, idBytes + sizeBytes)) size = size * 256 + byte;
  const from = at + idBytes + sizeBytes;
  const unknown = size === 2 ** (7 * sizeBytes) - 1;
  return { id, sizeAt: at + idBytes, sizeBytes, from, to: unknown ? Infinity : from + size };
}

/** @returns in how many bytes a number is written that begins with this one; 0 where it can't begin so */
const lengthOf = (byte = 0) => (byte === 0 ? 0 : Math.clz32(byte) - 23);

function sizeOf(size: number, bytes: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  let rest = size;
  for (let i = bytes - 1; i >= 0; i--) {
    out[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  out[0] = (out[0] as number) | (0x80 >> (bytes - 1));
  return out;
}

/**
 * Readers of WebM skip a cluster, seconds of film, that is not there to its end. This shortens the last one to the
 * frames that are there.
 *
 * @returns a file whose clusters are whole; `file` itself where they are, or where it is no WebM file
 */
export async function withWholeClusters(file: Blob): Promise<Blob> {
  const read = async (at: number) =>
    elementAt(new Uint8Array(await file.slice(at, at + HEADER).arrayBuffer()), at);
  let at = 0;
  for (;;) {
    const element = await read(at);
    if (!element) return file;
    if (element.id === SEGMENT) {
      at = element.from; // into it
      continue;
    }
    if (element.to <= file.size) {
      at = element.to;
      continue;
    }
    // The readers find the end of one of unknown size themselves.
    if (element.id !== CLUSTER || element.to === Infinity) return file;
    return shortened(file, element);
  }
}

async function shortened(file: Blob, cluster: Element): Promise<Blob> {
  const bytes = new Uint8Array(await file.slice(cluster.from).arrayBuffer());
  let end = 0;
  for (;;) {
    const child = elementAt(bytes.subarray(end, end + HEADER), end);
    if (!child || child.to > bytes.length) break;
    end = child.to;
  }
  return new Blob(
    [file.slice(0, cluster.sizeAt), sizeOf(end, cluster.sizeBytes), bytes.subarray(0, end)],
    { type: file.type },
  );
}

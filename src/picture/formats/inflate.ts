import type { Parts } from './header.ts';

/**
 * How long zlib data are once they are unpacked. They are not kept.
 *
 * @param most unpacking ends once there are more bytes than this
 * @returns undefined where they are damaged or cut off
 */
export async function inflatedLength(packed: Parts, most: number): Promise<number | undefined> {
  const stream = new Blob([...packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return length;
      length += value.length;
      if (length <= most) continue;
      await reader.cancel();
      return length;
    }
  } catch {
    return undefined; // how the stream tells that it can't go on
  }
}

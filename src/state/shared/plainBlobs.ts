/**
 * WebKit, also Safari, keeps no Blob in the database of a private window, and says “UnknownError”. The bytes of one it
 * keeps there, until the window is closed.
 */

/** What is kept in place of a Blob. */
interface PlainBlob {
  readonly blobBytes: ArrayBuffer;
  readonly type: string;
}

const isPlainBlob = (value: object): value is PlainBlob =>
  'blobBytes' in value && value.blobBytes instanceof ArrayBuffer;

/**
 * @param error why the database refused it
 * @returns plain data with its bytes in place of each Blob. Rejects with `error` where that does not help
 */
export async function withoutBlobs(value: unknown, error: unknown): Promise<unknown> {
  const blobs = new Set<Blob>();
  mapped(value, (part) => (part instanceof Blob ? blobs.add(part) : undefined));
  // Where there is no room, the bytes have none, either.
  const isFull = error instanceof Error && error.name === 'QuotaExceededError';
  if (blobs.size === 0 || isFull) throw error;
  const plain = new Map<object, PlainBlob>();
  for (const blob of blobs) {
    plain.set(blob, { blobBytes: await blob.arrayBuffer(), type: blob.type });
  }
  return mapped(value, (part) => plain.get(part));
}

/** @returns what was kept, with its Blobs again */
export const withBlobs = (kept: unknown): unknown =>
  mapped(kept, (part) =>
    isPlainBlob(part) ? new Blob([part.blobBytes], { type: part.type }) : undefined,
  );

/** @returns plain data with what `change` gives in place of each object and list, unless that is undefined */
function mapped(value: unknown, change: (part: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, mapped(one, change)] as const),
  );
}

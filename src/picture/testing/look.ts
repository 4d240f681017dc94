import { inspect } from '../inspect.ts';
import type { PictureFault } from '../problems.ts';

const blobOf = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

/** What inspect() finds, with the bytes of the file that is to be decoded. */
export async function look(bytes: Uint8Array, name = 'x') {
  const { header, file } = await inspect(blobOf(bytes), name);
  return { ...header, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** @returns the code that inspect() refuses the file with; undefined where it takes it */
export const refusal = (bytes: Uint8Array, name = 'x'): Promise<PictureFault['code'] | undefined> =>
  inspect(blobOf(bytes), name).then(
    () => undefined,
    (error: { fault: PictureFault }) => error.fault.code,
  );

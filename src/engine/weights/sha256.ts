import { loadCode } from '../../loading/index.ts';

/**
 * The SHA-256 of bytes. Browsers compute it on secure addresses only (https, localhost); elsewhere, such as at
 * http://192.168.1.5, a library does. It is downloaded only there.
 *
 * @returns lower-case hex
 */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  // Absent on insecure addresses, although its type says otherwise.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  const hash = subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : await here(bytes);
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function here(bytes: ArrayBuffer): Promise<Uint8Array> {
  const library = await loadCode(() => import('@noble/hashes/sha2.js'));
  return library.sha256(new Uint8Array(bytes));
}

/**
 * The SHA-256 of bytes. Browsers compute it on secure addresses only (https, localhost); elsewhere, such as at
 * http://192.168.1.5, it is computed here.
 *
 * @returns lower-case hex
 */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  // Absent on insecure addresses, although its type says otherwise.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  const hash = subtle ? await subtle.digest('SHA-256', bytes) : digest(bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first 32 bits of the fraction of a number. */
const fraction = (value: number) => Math.floor((value % 1) * 2 ** 32);

const primes: number[] = [];
for (let n = 2; primes.length < 64; n++)
  if (primes.every((prime) => n % prime !== 0)) primes.push(n);

const ROUND_CONSTANTS = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

const rotated = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/** FIPS 180-4: blocks of 64 bytes, each mixed into eight words in 64 rounds. */
function digest(bytes: ArrayBuffer): ArrayBuffer {
  // Behind the bytes come a bit of 1, zeros, and their length in bits.
  const blocks = Math.ceil((bytes.byteLength + 9) / 64);
  const padded = new Uint8Array(blocks * 64);
  padded.set(new Uint8Array(bytes));
  padded[bytes.byteLength] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.byteLength) * 8n);
  const state = Int32Array.from(START, (word) => word | 0);
  const words = new Int32Array(64);
  for (let at = 0; at < padded.length; at += 64) mixIn(view, at, state, words);
  const hash = new DataView(new ArrayBuffer(32));
  for (const [i, word] of state.entries()) hash.setInt32(4 * i, word);
  return hash.buffer;
}

/** @param words room for 64 words, which is used again for each block */
function mixIn(view: DataView, at: number, state: Int32Array, words: Int32Array): void {
  for (let i = 0; i < 64; i++) {
    if (i < 16) {
      words[i] = view.getInt32(at + 4 * i);
      continue;
    }
    const [w2, w7, w15, w16] = [word(i - 2), word(i - 7), word(i - 15), word(i - 16)];
    const low = rotated(w15, 7) ^ rotated(w15, 18) ^ (w15 >>> 3);
    const high = rotated(w2, 17) ^ rotated(w2, 19) ^ (w2 >>> 10);
    words[i] = w16 + low + w7 + high;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const fromE = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const fromA = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const first = h + fromE + choice + (ROUND_CONSTANTS[i] ?? 0) + word(i);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + fromA + majority) | 0];
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + value;

  function word(i: number): number {
    return words[i] ?? 0;
  }
}

import { createHash, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from './sha256.ts';

const nodes = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bufferOf = (bytes: Uint8Array) => new Uint8Array(bytes).buffer;

afterEach(() => vi.unstubAllGlobals());

describe.each([
  ['on a secure address', {}],
  ['on one that is not', { subtle: undefined }],
])('%s', (_, changes) => {
  it('the hash is the one that Node computes, of any length', async () => {
    vi.stubGlobal('crypto', { subtle: globalThis.crypto.subtle, ...changes });
    for (let length = 0; length < 200; length++) {
      const bytes = randomBytes(length);
      expect(await sha256(bufferOf(bytes)), String(length)).toBe(nodes(bytes));
    }
  });

  it('of a file as large as a network', async () => {
    vi.stubGlobal('crypto', { subtle: globalThis.crypto.subtle, ...changes });
    const bytes = randomBytes(6_700_001);
    expect(await sha256(bufferOf(bytes))).toBe(nodes(bytes));
  });
});

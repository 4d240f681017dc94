import { bytesOf } from '../../loading/index.ts';
import { EngineProblem } from '../problems.ts';
import { sha256 } from './sha256.ts';

const CACHE = 'brushlite-models-1';
/** A cache that takes longer than these milliseconds is as good as none. Some never answer. */
const CACHE_MS = 5_000;

interface FileRequest {
  readonly url: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Stops the download, which rejects. */
  readonly signal?: AbortSignal;
  /** Called with the bytes of each piece that arrives. */
  onBytes?(count: number): void;
}

export interface Download {
  readonly bytes: ArrayBuffer;
  /** They come from the page's own cache. */
  readonly cached: boolean;
}

/**
 * A file whose SHA-256 is known: from the browser's cache, else from the server. A cached copy that
 * does not match is evicted, and a downloaded one is fetched once more past every HTTP cache.
 * Throws EngineProblem `model-not-downloaded` or `model-damaged`.
 */
export async function download(request: FileRequest): Promise<Download> {
  const cache = await inTime(openCache());
  const key = `${request.url}?sha256=${request.sha256}`;
  const kept = cache && (await inTime(recall(cache, key, request.sha256)));
  if (kept) {
    request.onBytes?.(kept.byteLength);
    return { bytes: kept, cached: true };
  }
  let bytes = await fetchBytes(request, 'default');
  if (!(await matches(bytes, request.sha256))) {
    request.onBytes?.(-bytes.byteLength); // start the progress over
    bytes = await fetchBytes(request, 'reload');
    if (!(await matches(bytes, request.sha256))) {
      throw new EngineProblem({ code: 'engine/model-damaged' });
    }
  }
  // Nothing waits for it, and a full disk is no reason to stop: the next visit downloads again.
  if (cache) void keep(cache, key, bytes).catch(() => undefined);
  return { bytes, cached: false };
}

/**
 * @returns a file from the cache; undefined where it has none that is whole, or is broken. A damaged one is
 * evicted
 */
async function recall(cache: Cache, key: string, sha256: string): Promise<ArrayBuffer | undefined> {
  try {
    const response = await cache.match(key);
    const bytes = await response?.arrayBuffer();
    if (!bytes || (await matches(bytes, sha256))) return bytes;
    await cache.delete(key);
  } catch {
    // A disk that can't be read is no reason to do without the network: it is downloaded.
  }
  return undefined;
}

/** Keep a file, and let go of its earlier versions. */
async function keep(cache: Cache, key: string, bytes: ArrayBuffer) {
  await cache.put(key, new Response(bytes));
  const old = await cache.keys(key, { ignoreSearch: true });
  await Promise.all(old.filter(({ url }) => url !== key).map((request) => cache.delete(request)));
}

async function fetchBytes(request: FileRequest, cache: RequestCache): Promise<ArrayBuffer> {
  const failed = (status?: number) =>
    new EngineProblem({ code: 'engine/model-not-downloaded', status });
  try {
    const response = await fetch(request.url, { cache, signal: request.signal ?? null });
    if (!response.ok || !response.body) throw failed(response.status);
    return await bytesOf(response, (count) => request.onBytes?.(count));
  } catch (error) {
    throw error instanceof EngineProblem ? error : failed();
  }
}

/** Pieces of a file in their order, as one. */
export function joined(pieces: readonly Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole.buffer;
}

/** @returns what a cache answers; undefined where that takes too long */
function inTime<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), CACHE_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Cache storage is absent on insecure origins, and refused in some private windows and frames. */
async function openCache(): Promise<Cache | undefined> {
  try {
    return await globalThis.caches?.open(CACHE);
  } catch {
    return undefined;
  }
}

const matches = async (bytes: ArrayBuffer, expected: string) => (await sha256(bytes)) === expected;

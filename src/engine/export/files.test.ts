import { afterEach, expect, it, vi } from 'vitest';
import type { ModelEntry } from '../manifest.ts';
import { modelFiles } from './files.ts';

const entry = { path: 'a/model.json', sha256: '', shards: { 'weights.bin': '' } } as unknown;
const request = { entry: entry as ModelEntry, base: 'https://brushlite.test/models/' };

/** A server that takes every request and never answers. @returns the signals of the requests */
function silentServer() {
  const signals: AbortSignal[] = [];
  vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
    signals.push(signal);
    return new Promise(() => {});
  });
  return signals;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a server that is silent for a minute is given up, and nothing is asked of it any more', async () => {
  vi.useFakeTimers();
  const signals = silentServer();
  const rejected = expect(modelFiles(request)).rejects.toMatchObject({
    fault: { code: 'loading/stalled', seconds: 60 },
  });
  await vi.advanceTimersByTimeAsync(60_000);
  await rejected;
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

it('can be cancelled while nothing arrives', async () => {
  silentServer();
  const abort = new AbortController();
  const files = modelFiles(request, abort.signal);
  abort.abort(new Error('cancelled'));
  await expect(files).rejects.toThrow('cancelled');
});

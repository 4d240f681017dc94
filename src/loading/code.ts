import { bytesOf } from './bytes.ts';
import { tellNewVersion } from './news.ts';
import { hasNewVersion } from './newVersion.ts';
import type { Patience, Watched } from './patience.ts';
import { LoadingProblem } from './problems.ts';
import { whileStallsAreTold } from './stalls.ts';

/**
 * Load a part of the app's own code. After 10 seconds whoever listens (`onStalledDownload`) is told that it stalls, and
 * after 60 it is given up; what is being imported can't be stopped, so it may still come for the next try. Of an import
 * one does not see the bytes, but on a line that is only slow one file of the code after the other arrives.
 *
 * @param load imports the part, or fetches it until the signal is aborted, and says when bytes arrive
 * @returns what `load` gives. Rejects with LoadingProblem
 */
export async function loadCode<T>(
  load: (watched: Watched) => Promise<T>,
  patience?: Patience,
): Promise<T> {
  try {
    return await whileStallsAreTold(async (watched) => {
      watched.signal.addEventListener('abort', onFiles(watched.arrived), { once: true });
      return load(watched);
    }, patience);
  } catch (error) {
    throw error instanceof LoadingProblem ? error : await codeProblem(error);
  }
}

/** Hear of each file of the app's own code that has arrived in this thread. @returns what ends that */
function onFiles(arrived: () => void): () => void {
  if (!('PerformanceObserver' in globalThis)) return () => {};
  const observer = new PerformanceObserver((list) => {
    if ((list.getEntries() as PerformanceResourceTiming[]).some(isOwnCode)) arrived();
  });
  observer.observe({ type: 'resource' });
  return () => observer.disconnect();
}

/** Scripts, styles, WebAssembly and models; pictures and films are none. */
const CODE = /\.(?:[jt]sx?|css|wasm|json|bin)$/;

/** Chromium tells of a request that was aborted, too: that one has no bytes. */
function isOwnCode({ name, decodedBodySize }: PerformanceResourceTiming): boolean {
  const { origin, pathname } = new URL(name);
  return decodedBodySize > 0 && origin === location.origin && CODE.test(pathname);
}

/** Why a part of the code did not arrive. Whoever listens is told of a new version (`onNewVersion`). */
export async function codeProblem(cause?: unknown): Promise<LoadingProblem> {
  const isNew = await hasNewVersion();
  if (isNew) tellNewVersion();
  const code = isNew ? 'loading/new-version' : 'loading/code-not-downloaded';
  return new LoadingProblem({ code }, { cause });
}

/** A file of this many milliseconds without an answer is asked for once more. */
const ASK_AGAIN_MS = 10_000;

/**
 * Fetch a file of the app's own code, such as a `.wasm`. One that stalls is asked for again every 10 seconds, so it
 * comes as soon as the server is well, and is given up after 60 seconds in which nothing arrived.
 *
 * @returns its bytes. Rejects with LoadingProblem
 */
export function fetchCode(url: string): Promise<ArrayBuffer> {
  return loadCode(async ({ signal, arrived }) => {
    for (;;) {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), ASK_AGAIN_MS);
      signal.addEventListener('abort', () => stop.abort(), { once: true });
      try {
        const response = await fetch(url, { signal: stop.signal });
        clearTimeout(timer); // what arrives slowly is not begun again
        if (!response.ok) throw new Error(`the server answered ${response.status}`);
        arrived();
        return await bytesOf(response, arrived);
      } catch (error) {
        if (signal.aborted || !stop.signal.aborted) throw error;
      } finally {
        clearTimeout(timer);
      }
    }
  });
}

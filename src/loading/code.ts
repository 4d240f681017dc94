import { setStalled, tellNewVersion } from './news.ts';
import { hasNewVersion } from './newVersion.ts';
import { whileItArrives, type Patience } from './patience.ts';
import { LoadingProblem } from './problems.ts';

/**
 * Load a part of the app's own code. After 10 seconds whoever listens (`onStalledCode`) is told that it stalls, and
 * after 60 it is given up; what is being imported can't be stopped, so it may still come for the next try.
 *
 * @param load imports the part, or fetches it until the signal is aborted
 * @returns what `load` gives. Rejects with LoadingProblem
 */
export async function loadCode<T>(
  load: (signal: AbortSignal) => Promise<T>,
  patience?: Patience,
): Promise<T> {
  const part = {};
  try {
    const onStalled = () => setStalled(part, true);
    return await whileItArrives(({ signal }) => load(signal), { onStalled, patience });
  } catch (error) {
    throw error instanceof LoadingProblem ? error : await codeProblem(error);
  } finally {
    setStalled(part, false);
  }
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
 * comes as soon as the server is well, and is given up after 60.
 *
 * @returns its bytes. Rejects with LoadingProblem
 */
export function fetchCode(url: string): Promise<ArrayBuffer> {
  return loadCode(async (signal) => {
    for (;;) {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), ASK_AGAIN_MS);
      signal.addEventListener('abort', () => stop.abort(), { once: true });
      try {
        const response = await fetch(url, { signal: stop.signal });
        clearTimeout(timer); // what arrives slowly is not begun again
        if (!response.ok) throw new Error(`the server answered ${response.status}`);
        return await response.arrayBuffer();
      } catch (error) {
        if (signal.aborted || !stop.signal.aborted) throw error;
      } finally {
        clearTimeout(timer);
      }
    }
  });
}

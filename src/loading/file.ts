import { bytesOf } from './bytes.ts';
import { setStalled } from './news.ts';
import { whileItArrives, type Patience } from './patience.ts';

/**
 * Fetch a file of this site that is no code, such as a sample picture. After 10 seconds in which nothing arrives whoever
 * listens (`onStalledCode`) is told, and after 60 it is given up.
 *
 * @returns the file, with the server's type. Rejects with LoadingProblem `stalled`; or with an Error where the server can't
 *   be reached, or refuses
 */
export async function fetchFile(url: string | URL, patience?: Patience): Promise<Blob> {
  const file = {};
  const onStalled = () => setStalled(file, true);
  try {
    return await whileItArrives(
      async ({ signal, arrived }) => {
        const onBytes = () => {
          setStalled(file, false);
          arrived();
        };
        const response = await fetch(url, { signal });
        if (!response.ok) throw new Error(`${url}: the server answered ${response.status}`);
        onBytes();
        const type = response.headers.get('content-type') ?? '';
        return new Blob([await bytesOf(response, onBytes)], { type });
      },
      { onStalled, patience },
    );
  } finally {
    setStalled(file, false);
  }
}

import { bytesOf } from './bytes.ts';
import { whileStallsAreTold } from './stalls.ts';

/**
 * Fetch a file of this site that is no code, such as a sample picture. After 10 seconds in which nothing arrives whoever
 * listens (`onStalledDownload`) is told, and after 60 it is given up.
 *
 * @returns the file, with the server's type. Rejects with LoadingProblem `stalled`; or with an Error where the server can't
 *   be reached, or refuses
 */
export function fetchFile(url: string | URL): Promise<Blob> {
  return whileStallsAreTold(async ({ signal, arrived }) => {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`${url}: the server answered ${response.status}`);
    arrived();
    const type = response.headers.get('content-type') ?? '';
    return new Blob([await bytesOf(response, arrived)], { type });
  });
}

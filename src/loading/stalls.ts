import { setStalled } from './news.ts';
import { whileItArrives, type Patience, type Watched } from './patience.ts';

/**
 * The same as `whileItArrives`, for what the page waits for: whoever listens (`onStalledDownload`) is told when nothing
 * has arrived for 10 seconds, and when something does, or it has ended.
 *
 * @returns what `download` gives. Rejects as `whileItArrives` does
 */
export async function whileStallsAreTold<T>(
  download: (watched: Watched) => Promise<T>,
  patience?: Patience,
): Promise<T> {
  const what = {};
  const watch = (watched: Watched) => {
    const arrived = () => {
      setStalled(what, false);
      watched.arrived();
    };
    return download({ ...watched, arrived });
  };
  try {
    return await whileItArrives(watch, { onStalled: () => setStalled(what, true), patience });
  } finally {
    setStalled(what, false);
  }
}

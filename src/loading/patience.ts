import { LoadingProblem } from './problems.ts';
import { untilAborted } from './untilAborted.ts';

/** How long a download may be silent, in milliseconds. */
export interface Patience {
  /** After this the visitor is told. */
  readonly tellMs: number;
  /** After this it is given up. */
  readonly giveUpMs: number;
}

const PATIENCE: Patience = { tellMs: 10_000, giveUpMs: 60_000 };

/** A timer that is later than this was held back: the machine slept, or the page was frozen. */
const LATE_MS = 5_000;

interface Options {
  /** Aborts the work. */
  readonly signal?: AbortSignal | undefined;
  /** Called when nothing has arrived for `tellMs`. */
  readonly onStalled?: (() => void) | undefined;
  readonly patience?: Patience | undefined;
}

/** What the work is given. */
export interface Watched {
  /** Aborted when the work is given up, is no longer wanted, or has ended. */
  readonly signal: AbortSignal;
  /** To be called whenever bytes arrive. */
  arrived(): void;
}

/**
 * Watch a download, since `fetch` itself waits for ever for a server that is silent. While the machine sleeps, or the
 * page is frozen, nothing can arrive: that time does not count.
 *
 * @returns what `download` gives. Rejects as it does; with LoadingProblem `stalled` when nothing has
 * arrived for `giveUpMs`; or with the signal's reason as soon as that is aborted
 */
export async function whileItArrives<T>(
  download: (watched: Watched) => Promise<T>,
  { signal, onStalled, patience = PATIENCE }: Options = {},
): Promise<T> {
  signal?.throwIfAborted();
  const stop = new AbortController();
  const cancel = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', cancel, { once: true });
  const giveUp = () => {
    const seconds = patience.giveUpMs / 1000;
    stop.abort(new LoadingProblem({ code: 'loading/stalled', seconds }));
  };
  let timers: ReturnType<typeof setTimeout>[] = [];
  const rest = () => timers.forEach(clearTimeout);
  const after = (ms: number, then: () => void) => {
    const due = performance.now() + ms;
    return setTimeout(() => (performance.now() > due + LATE_MS ? arrived() : then()), ms);
  };
  const arrived = () => {
    if (stop.signal.aborted) return; // it has ended
    rest();
    timers = [after(patience.tellMs, () => onStalled?.()), after(patience.giveUpMs, giveUp)];
  };
  arrived();
  try {
    return await untilAborted(download({ signal: stop.signal, arrived }), stop.signal);
  } finally {
    stop.abort(); // what has not ended yet is for nothing
    rest();
    signal?.removeEventListener('abort', cancel);
  }
}

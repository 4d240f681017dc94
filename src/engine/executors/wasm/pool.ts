import type { EngineFault } from '../../problems.ts';
import { CONTROL } from './heap.ts';

/** The message that starts a worker of the pool. */
export interface PoolStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: number;
  /** The worker's number, from 1; 0 is the thread that created the pool. */
  readonly thread: number;
}

/** The part of a Worker that the pool uses; tests adapt Node's workers to it. */
export interface PoolWorker {
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: PoolStart): void;
  terminate(): void;
}

/** Indices of 32-bit words of the control block, see assembly/threads.ts. */
const BELL = CONTROL / 4 + 5;
const ENDED = CONTROL / 4 + 6;
/** Runs wait at most this long for workers to start. A worker that starts later helps from then on. */
const START_TIMEOUT_MS = 500;

/** Workers that compute a share of each step, and sleep in between. */
interface Pool {
  /** The number of workers that have not failed. */
  readonly size: number;
  /** Why others have. */
  readonly fault: EngineFault | undefined;
  /** Resolves when each worker has started or failed, at the latest after half a second. */
  readonly ready: Promise<void>;
  dispose(): void;
}

/**
 * A pool of `count` workers. They are created at once, since that takes a while, and started with what
 * `starting` resolves to. If it rejects, they are terminated.
 */
export function startPool(
  count: number,
  starting: Promise<Omit<PoolStart, 'thread'>>,
  create: () => PoolWorker,
): Pool {
  let size = count;
  let fault: EngineFault | undefined;
  let memory: WebAssembly.Memory | undefined;
  const workers = Array.from({ length: count }, create);
  const begun = workers.map(
    (worker) =>
      new Promise<void>((resolve) => {
        worker.onmessage = () => resolve();
        worker.onerror = (event) => {
          event.preventDefault();
          worker.onerror = null;
          size--;
          // Of code that did not arrive there is nothing to say.
          fault = {
            code: event.message ? 'engine/code-not-started' : 'loading/code-not-downloaded',
          };
          resolve();
        };
      }),
  );
  const terminate = () => workers.forEach((worker) => worker.terminate());
  const begin = async () => {
    const { module, memory: shared, control } = await starting;
    memory = shared;
    const start = { module, memory: shared, control };
    workers.forEach((worker, index) => worker.postMessage({ ...start, thread: index + 1 }));
  };
  begin().catch(terminate); // the caller gets the error from `starting`
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, START_TIMEOUT_MS)));
  const ready = Promise.race([Promise.all(begun), timeout]).then(() => clearTimeout(timer));
  return {
    get size() {
      return size;
    },
    get fault() {
      return fault;
    },
    ready,
    dispose: () => {
      if (memory) {
        const words = new Int32Array(memory.buffer);
        Atomics.store(words, ENDED, 1);
        Atomics.add(words, BELL, 1);
        Atomics.notify(words, BELL);
      }
      terminate();
    },
  };
}

import { CONTROL } from './heap.ts';

/** What a worker of the pool is told when it starts. */
export interface PoolStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: number;
  /** Its number, from 1; the thread that it serves is 0. */
  readonly thread: number;
}

/** What the pool needs of a Worker; Node's are made to look like it in tests. */
export interface PoolWorker {
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: PoolStart): void;
  terminate(): void;
}

/** Words of the control block, see assembly/threads.ts. */
const BELL = CONTROL / 4 + 5;
const ENDED = CONTROL / 4 + 6;
/** Who waits for workers to start waits no longer than this: one that is late helps from then on. */
const PATIENCE_MS = 500;

/** Workers that help with each step, and sleep in between. */
export interface Pool {
  /** Those that have not failed. */
  readonly size: number;
  /** Resolves when each has started or failed, or has kept it waiting for too long. */
  readonly ready: Promise<void>;
  dispose(): void;
}

/**
 * Create `count` workers at once, since that takes a while, and start them with what `starting` resolves
 * to. Where that rejects they end.
 */
export function startPool(
  count: number,
  starting: Promise<Omit<PoolStart, 'thread'>>,
  create: () => PoolWorker,
): Pool {
  let size = count;
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
  begin().catch(terminate); // who called hears of it from `starting`
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  const ready = Promise.race([Promise.all(begun), patience]).then(() => clearTimeout(timer));
  return {
    get size() {
      return size;
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

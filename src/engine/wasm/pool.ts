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
/** A worker that has not started by then is done without: it helps from the moment that it has. */
const PATIENCE_MS = 3000;

/** Workers that help with each step, and sleep in between. */
export interface Pool {
  /** Those that have started. */
  readonly size: number;
  dispose(): void;
}

/** Start `count` workers. Resolves when they have started, failed or kept it waiting for too long. */
export async function startPool(
  count: number,
  start: Omit<PoolStart, 'thread'>,
  create: () => PoolWorker,
): Promise<Pool> {
  const workers = Array.from({ length: count }, create);
  let size = 0;
  const ready = workers.map(
    (worker, index) =>
      new Promise<void>((resolve) => {
        worker.onmessage = () => {
          size++;
          resolve();
        };
        worker.onerror = (event) => {
          event.preventDefault();
          resolve();
        };
        worker.postMessage({ ...start, thread: index + 1 });
      }),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  await Promise.race([Promise.all(ready), patience]);
  clearTimeout(timer);
  return {
    get size() {
      return size;
    },
    dispose: () => {
      const words = new Int32Array(start.memory.buffer);
      Atomics.store(words, ENDED, 1);
      Atomics.add(words, BELL, 1);
      Atomics.notify(words, BELL);
      for (const worker of workers) worker.terminate();
    },
  };
}

import { EngineProblem, isLost } from './problems.ts';
import type { FromWorker, ToWorker, Update } from './protocol.ts';
import { stream } from './stream.ts';
import type { Capabilities, LoadProgress, PaintedFrame, RunUpdate, Stylizer } from './stylizer.ts';

/** A cancelled job ends between two layers; a worker that does not get there is stuck. */
const CANCEL_TIMEOUT_MS = 10_000;

const STOPPED = new EngineProblem({ code: 'engine/worker-stopped' });
const NOT_DOWNLOADED = new EngineProblem({ code: 'engine/code-not-downloaded' });
const DISPOSED = new EngineProblem({ code: 'engine/disposed' });

type Start = Extract<ToWorker, { type: 'start' }>;
type Ask = Exclude<ToWorker, { type: 'start' | 'cancel' }>;
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

interface Waiting {
  emit(update: Update): void;
  end(problem?: EngineProblem): void;
}

/**
 * A Stylizer whose work happens in a worker. The worker lives between jobs, since it owns weights and
 * shaders; it is replaced when it crashes, hangs on a cancel or loses its device. A job that was
 * running on a lost device is run once more on a new one.
 */
export function createWorkerStylizer(start: Start, createWorker: () => Worker): Stylizer {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;

  function get(): Worker {
    if (worker) return worker;
    const created = createWorker();
    let alive = false;
    created.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      alive = true;
      const request = waiting.get(data.id);
      if (data.type === 'update') request?.emit(data.update);
      else request?.end(data.fault && new EngineProblem(data.fault));
    });
    created.addEventListener('error', (event) => {
      event.preventDefault();
      // A worker that never spoke was not downloaded; one that did has crashed.
      if (worker === created) stop(alive ? STOPPED : NOT_DOWNLOADED);
    });
    created.postMessage(start);
    return (worker = created);
  }

  /** Ends the worker and fails what it was asked; the next request gets a new one. */
  function stop(problem: EngineProblem) {
    worker?.terminate();
    worker = undefined;
    for (const request of [...waiting.values()]) request.end(problem);
  }

  async function ask(
    request: WithoutId<Ask>,
    emit: (update: Update) => void,
    signal?: AbortSignal,
    moved: Transferable[] = [],
  ): Promise<void> {
    signal?.throwIfAborted();
    const id = ++lastId;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const cancel = () => {
      worker?.postMessage({ type: 'cancel', id } satisfies ToWorker);
      timer = setTimeout(() => stop(STOPPED), CANCEL_TIMEOUT_MS);
    };
    try {
      await new Promise<void>((resolve, reject) => {
        waiting.set(id, { emit, end: (problem) => (problem ? reject(problem) : resolve()) });
        signal?.addEventListener('abort', cancel);
        get().postMessage({ ...request, id }, moved);
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      waiting.delete(id);
    }
  }

  /** As `ask`; when the device is lost, the next request gets a new worker. -> whether it was lost */
  async function askOnce(...args: Parameters<typeof ask>): Promise<EngineProblem | undefined> {
    try {
      await ask(...args);
      return undefined;
    } catch (error) {
      if (!(error instanceof EngineProblem) || !isLost(error.fault)) throw error;
      stop(error);
      return error;
    }
  }

  /** Once more on a new worker when the device was lost. */
  async function askTwice(...args: Parameters<typeof ask>): Promise<void> {
    if (await askOnce(...args)) await ask(...args);
  }

  return {
    capabilities: async () => {
      let found: Capabilities | undefined;
      await ask({ type: 'capabilities' }, (update) => (found = update as Capabilities));
      return found as unknown as Capabilities;
    },
    load: (model, signal) =>
      stream<LoadProgress>((emit) =>
        ask({ type: 'load', model }, emit as (update: Update) => void, signal),
      ),
    run: (job, signal) =>
      stream<RunUpdate>((emit) =>
        askTwice({ type: 'run', job }, emit as (update: Update) => void, signal),
      ),
    paintFrame: async (job) => {
      let painted: PaintedFrame | undefined;
      const emit = (update: Update) => (painted = update as PaintedFrame);
      // It can't be asked twice: the frame went with the worker.
      const lost = await askOnce({ type: 'frame', job }, emit, undefined, [job.frame]);
      if (lost) throw lost;
      return painted as unknown as PaintedFrame;
    },
    dispose: async () => stop(DISPOSED),
  };
}

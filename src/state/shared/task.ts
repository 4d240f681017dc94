import { faultOf, type AppFault } from './problems.ts';

/**
 * Where work stands that can be started again at any time. `T` is its result, `P` its progress. `previous` is
 * the last result, which stays until a new one takes its place.
 */
export type TaskState<T, P> =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly progress: P; readonly previous?: T | undefined }
  | { readonly status: 'cancelled'; readonly previous?: T | undefined }
  | TaskEnd<T>;

/** How work ends that nothing stopped. */
export type TaskEnd<T> =
  | { readonly status: 'done'; readonly result: T }
  | { readonly status: 'failed'; readonly fault: AppFault; readonly previous?: T | undefined };

export interface Task<T, P> {
  /** @returns where it stands now */
  state(): TaskState<T, P>;
  /**
   * Start work; what was running is aborted, and whatever still comes from it is dropped. The state is `running`
   * with the progress `first` before this returns. `work` throws the signal's reason once that is aborted, and
   * tells its progress. An error becomes the fault of the state `failed`.
   *
   * @returns how the work ended, when it has; undefined where something else took its place
   */
  start(
    first: P,
    work: (signal: AbortSignal, tell: (progress: P) => void) => Promise<T>,
  ): Promise<TaskEnd<T> | undefined>;
  /** Abort what is running: the state becomes `cancelled`. Does nothing where nothing is running. */
  cancel(): void;
  /** Abort what is running: the earlier result is known again. Does nothing where nothing is running. */
  giveUp(): void;
  /**
   * The same, for now.
   *
   * @param again begins it once more
   * @returns that; undefined where nothing was running
   */
  suspend(again: () => void): (() => void) | undefined;
  /** Abort what is running, and take this state instead, such as a result that is known already. */
  set(state: Exclude<TaskState<T, P>, { readonly status: 'running' }>): void;
  /** Abort what is running, and forget all results. */
  reset(): void;
  /** The same, because what they are of has changed: `cancelled` where there was something to lose, else `idle`. */
  outdate(): void;
}

/**
 * Work of which one piece runs at a time, and the newest counts.
 *
 * @param onChange is told each new state. It may start, cancel or set the task again.
 */
export function createTask<T, P>(onChange: (state: TaskState<T, P>) => void): Task<T, P> {
  let state: TaskState<T, P> = { status: 'idle' };
  let job = new AbortController();

  function show(next: TaskState<T, P>) {
    state = next;
    onChange(next);
  }

  const start: Task<T, P>['start'] = async (first, work) => {
    job.abort();
    job = new AbortController();
    const { signal } = job;
    const previous = lastResult(state);
    const tell = (progress: P) => {
      if (!signal.aborted && state.status === 'running')
        show({ status: 'running', progress, previous });
    };
    show({ status: 'running', progress: first, previous });
    // Whoever was told of it may have stopped it.
    if (signal.aborted) return undefined;
    const run = async (): Promise<TaskEnd<T>> => {
      try {
        return { status: 'done', result: await work(signal, tell) };
      } catch (error) {
        return { status: 'failed', fault: faultOf(error), previous };
      }
    };
    const end = await run();
    if (signal.aborted) return undefined;
    show(end);
    return end;
  };

  const set: Task<T, P>['set'] = (next) => {
    job.abort();
    show(next);
  };

  return {
    state: () => state,
    start,
    cancel() {
      if (state.status === 'running') set({ status: 'cancelled', previous: lastResult(state) });
    },
    giveUp() {
      if (state.status === 'running') set(knownState(state.previous));
    },
    suspend(again) {
      if (state.status !== 'running') return undefined;
      set(knownState(state.previous));
      return again;
    },
    set,
    reset: () => set({ status: 'idle' }),
    outdate() {
      const isLost = /running|cancelled/.test(state.status) || lastResult(state) !== undefined;
      set(isLost ? { status: 'cancelled' } : { status: 'idle' });
    },
  };
}

/**
 * The result that is shown now, whether it is of the present settings or not. A page that has nothing to work on
 * is `empty`.
 */
export function lastResult<T>(
  state: TaskState<T, unknown> | { readonly status: 'empty' },
): T | undefined {
  if (state.status === 'empty' || state.status === 'idle') return undefined;
  return state.status === 'done' ? state.result : state.previous;
}

/** @returns the state of a task whose result is known; idle where there is none */
export function knownState<T>(result: T | undefined) {
  return result === undefined
    ? ({ status: 'idle' } as const)
    : ({ status: 'done', result } as const);
}

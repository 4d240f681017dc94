import type { FromWorker, RequestMap, ToWorker } from './messages.ts';
import { Problem, type Fault } from './problem.ts';
import { Silence } from './silence.ts';
import { stream } from './stream.ts';

/** A worker that does not end a cancelled job within this time, although it works on it, is stuck. */
const CANCEL_TIMEOUT_MS = 10_000;

export interface ChannelOptions<F extends Fault> {
  createWorker(): Worker;
  /** What each worker is told before its first request. */
  readonly start?: unknown;
  toError(fault: F): Error;
  readonly faults: {
    /** The worker stopped, or is stuck. */
    readonly crashed: F;
    /** Its code did not arrive. */
    readonly notDownloaded: F;
    /** Its code arrived, and this browser can't run it, or may not. */
    readonly notStarted: F;
  };
  /** Whether a worker that answers with this fault can't go on and must be replaced. */
  isLost?(fault: F): boolean;
  /** Look closer at a fault, before a request rejects with it. */
  explain?(fault: F): Promise<F>;
  /**
   * Told when code stops to arrive, the worker's own or what it loads, and when it no longer does. `worker` stands for
   * the worker.
   */
  onStalled?(worker: object, stalled: boolean): void;
}

export interface AskOptions<Update> {
  /** Rejects the request with the signal's reason, and tells the worker to stop. */
  readonly signal?: AbortSignal | undefined;
  /** What is handed over with the input, and not copied. */
  readonly transfer?: Transferable[];
  /** Ask once more, a new worker, when the worker was lost on the way. */
  readonly retry?: boolean;
  /**
   * Whether this update shows that the worker works on the request. Until then a cancel ends it at once;
   * from then on the worker has 10 s to answer a cancel. Without: every update shows it.
   */
  hasBegun?(update: Update): boolean;
}

type Options<Update> = AskOptions<Update> & { emit?(update: Update): void };

/** The page's side of a worker, which is started when it is first needed, and again when it was lost. */
export interface Channel<R extends RequestMap<R>, F extends Fault = Fault> {
  /** Start the worker before it is needed. */
  start(): void;
  /** @returns the result. Rejects with what `toError` makes of a fault, or the signal's reason. */
  ask<N extends keyof R & string>(
    name: N,
    input: R[N]['input'],
    options?: Options<R[N]['update']>,
  ): Promise<R[N]['result']>;
  /** @returns the updates of a request, which is sent when the first one is asked for. Throws as `ask`. */
  stream<N extends keyof R & string>(
    name: N,
    input: R[N]['input'],
    options?: AskOptions<R[N]['update']>,
  ): AsyncIterable<R[N]['update']>;
  /** End the worker and fail its requests with this fault. The next request starts a new worker. */
  stop(fault: F): void;
}

/** A request that a worker has not answered yet. */
interface Pending {
  update(update: unknown): void;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A worker and its requests. What a former worker still says finds no request here. */
interface Connection<F> {
  readonly pending: Map<number, Pending>;
  post(message: ToWorker, transfer?: Transferable[]): void;
  /** A request has been added to `pending`. */
  expect(): void;
  /** Terminate the worker and fail what it was asked. */
  end(fault: F): void;
}

/**
 * A channel to a worker in which `serve` runs. A worker that crashes, that is stuck or silent, or that answers with a
 * fault after which it can't go on is terminated, its requests fail, and the next one starts a new worker.
 */
export function createChannel<R extends RequestMap<R>, F extends Fault>(
  options: ChannelOptions<F>,
): Channel<R, F> {
  const { createWorker, toError, faults, isLost = () => false, explain, onStalled } = options;
  let current: Connection<F> | undefined;
  let lastId = 0;

  function connect(): Connection<F> {
    const worker = createWorkerOrThrow();
    const pending = new Map<number, Pending>();
    let alive = false;
    const connection: Connection<F> = {
      pending,
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      expect: () => silence.watch(),
      end(fault) {
        silence.rest();
        tellStalled(false);
        worker.terminate();
        if (current === connection) current = undefined;
        const failed = [...pending.values()];
        pending.clear();
        for (const request of failed) request.reject(toError(fault));
      },
    };
    const tellStalled = (stalled: boolean) => onStalled?.(connection, stalled);
    const silence = new Silence(
      () => connection.post({ type: 'ping' }),
      () => connection.end(alive ? faults.crashed : faults.notDownloaded),
      () => tellStalled(true),
    );
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (!alive) tellStalled(false);
      alive = true;
      silence.heard();
      if (data.type === 'stalled') return tellStalled(data.stalled);
      if (data.type === 'ready' || data.type === 'pong') return;
      const request = pending.get(data.id);
      if (data.type === 'update') return request?.update(data.update);
      if (data.type === 'fault' && isLost(data.fault as F)) {
        return connection.end(data.fault as F);
      }
      pending.delete(data.id);
      if (pending.size === 0) silence.rest();
      if (data.type === 'result') request?.resolve(data.result);
      else request?.reject(toError(data.fault as F));
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault(); // it is told as a fault, and need not be in the console, too
      // Code that runs and fails comes with a message; of code that did not arrive there is nothing to say.
      const began = 'message' in event && Boolean(event.message);
      connection.end(alive ? faults.crashed : began ? faults.notStarted : faults.notDownloaded);
    });
    connection.post({ type: 'start', start: options.start });
    return connection;
  }

  /** Browsers throw where a policy or a setting forbids workers. */
  function createWorkerOrThrow(): Worker {
    try {
      return createWorker();
    } catch (error) {
      throw Object.assign(toError(faults.notStarted), { cause: error });
    }
  }

  function start(): Connection<F> {
    return (current ??= connect());
  }

  function askOnce<N extends keyof R & string>(
    name: N,
    input: R[N]['input'],
    { signal, transfer, emit, hasBegun = () => true }: Options<R[N]['update']> = {},
  ): Promise<R[N]['result']> {
    signal?.throwIfAborted();
    const connection = start();
    const id = ++lastId;
    let begun = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    return new Promise((resolve, reject) => {
      const expectEnd = () => {
        timer ??= setTimeout(() => connection.end(faults.crashed), CANCEL_TIMEOUT_MS);
      };
      const cancel = () => {
        connection.post({ type: 'cancel', id });
        if (begun) return expectEnd();
        // The worker may be busy with another job for as long as that takes: nothing to wait for. The
        // request stays pending, since the worker may begin it before it hears of the cancel.
        reject(signal?.reason as Error);
      };
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
      };
      const request: Pending = {
        update(update) {
          begun ||= hasBegun(update);
          if (begun && signal?.aborted) expectEnd();
          emit?.(update);
        },
        resolve(result) {
          settle();
          resolve(result);
        },
        reject(error) {
          settle();
          reject(signal?.aborted ? (signal.reason as Error) : error);
        },
      };
      // Before anything is pending: what can't be sent rejects and leaves nothing behind.
      connection.post({ type: 'ask', id, name, input }, transfer);
      connection.pending.set(id, request);
      connection.expect();
      signal?.addEventListener('abort', cancel);
    });
  }

  const ask: Channel<R>['ask'] = async (name, input, options) => {
    try {
      return await askOnce(name, input, options);
    } catch (error) {
      if (explain && error instanceof Problem) {
        const fault = error.fault as F;
        const explained = await explain(fault);
        if (explained !== fault) throw toError(explained);
      }
      const lost = error instanceof Problem && isLost(error.fault as F);
      if (!lost || !options?.retry) throw error;
      return askOnce(name, input, options);
    }
  };

  return {
    start() {
      try {
        start();
      } catch {
        // The first request says so.
      }
    },
    ask,
    stream: (name, input, options) => stream((emit) => ask(name, input, { ...options, emit })),
    stop: (fault) => current?.end(fault),
  };
}

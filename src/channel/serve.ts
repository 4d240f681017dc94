import type { FromWorker, RequestMap, ToWorker } from './messages.ts';
import type { Fault } from './problem.ts';

/** A value that is posted with objects that are handed over, and not copied. */
export class Transferred<T> {
  constructor(
    readonly value: T,
    readonly objects: Transferable[],
  ) {}
}

export interface RequestContext<Update> {
  /** Aborted when the page cancels the request. */
  readonly signal: AbortSignal;
  emit(update: Update | Transferred<Update>): void;
}

type Answer<T> = T | Transferred<T>;

/** What a worker does for each request. What it throws becomes a fault. */
export type Handlers<R extends RequestMap<R>> = {
  readonly [N in keyof R]: (
    input: R[N]['input'],
    context: RequestContext<R[N]['update']>,
  ) => Answer<R[N]['result']> | Promise<Answer<R[N]['result']>>;
};

/** The part of a worker's global scope that is used. */
interface Scope {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

/**
 * The worker's side of a channel. `createHandlers` is called once, with the `start` of the channel's options,
 * whose type it declares;
 * `faultOf` tells what an error of a request is for the page.
 */
export function serve<R extends RequestMap<R>>(
  createHandlers: (start: never) => Handlers<R>,
  faultOf: (error: unknown, name: keyof R) => Fault,
  scope: Scope = self,
): void {
  let handlers: Handlers<R> | undefined;
  const running = new Map<number, AbortController>();

  async function answer(id: number, name: keyof R, input: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers?.[name];
      if (!handler) throw new Error(`there is no request "${String(name)}"`);
      const emit = (update: unknown) => {
        const { value, objects } = unpacked(update);
        scope.postMessage({ type: 'update', id, update: value }, objects);
      };
      const { value, objects } = unpacked(
        await handler(input, { signal: controller.signal, emit }),
      );
      scope.postMessage({ type: 'result', id, result: value }, objects);
    } catch (error) {
      scope.postMessage({ type: 'fault', id, fault: faultOf(error, name) }, []);
    } finally {
      running.delete(id);
    }
  }

  scope.addEventListener('message', ({ data }) => {
    if (data.type === 'ping') scope.postMessage({ type: 'pong' }, []);
    else if (data.type === 'start') handlers = createHandlers(data.start as never);
    else if (data.type === 'cancel') running.get(data.id)?.abort();
    else void answer(data.id, data.name as keyof R, data.input);
  });
  scope.postMessage({ type: 'ready' }, []);
}

function unpacked(answer: unknown): Transferred<unknown> {
  return answer instanceof Transferred ? answer : new Transferred(answer, []);
}

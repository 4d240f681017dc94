/** One kind of request: what it takes, what it is answered with, and what it tells on the way. */
export interface Request<Input = undefined, Result = undefined, Update = never> {
  readonly input: Input;
  readonly result: Result;
  readonly update: Update;
}

/** All requests that a worker answers, by name. */
export type RequestMap<R> = { readonly [N in keyof R]: Request<unknown, unknown, unknown> };

/**
 * From the page to the worker. `start` comes first, once; each request has an id of its own. A `ping` asks for a sign
 * of life.
 */
export type ToWorker =
  | { readonly type: 'start'; readonly start: unknown }
  | { readonly type: 'ask'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'ping' };

/**
 * From the worker to the page: `ready` once its code runs; then for each request any number of updates, and
 * one `result` or one `fault`. A `pong` answers a `ping`. `stalled`: whether code that the worker loads has stopped
 * to arrive.
 */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'pong' }
  | { readonly type: 'stalled'; readonly stalled: boolean }
  | { readonly type: 'update'; readonly id: number; readonly update: unknown }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'fault'; readonly id: number; readonly fault: unknown };

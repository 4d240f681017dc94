import { serveShared } from './threads';

/** The life of a worker; nothing in variants without threads. */
export function serve(control: usize, thread: i32): void {
  if (ASC_FEATURE_THREADS) serveShared(control, thread);
}

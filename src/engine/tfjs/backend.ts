import type { ExecutorInfo } from '../stylizer.ts';

/** What differs between the TensorFlow.js backends. */
export interface Backend {
  /** What it runs on, where that is known better than from probing the browser. */
  readonly device?: string;
  /** Set the flags; before the backend starts. */
  configure(info: ExecutorInfo): void;
  /** Resolves when the device is gone. Called after the backend has started. */
  lost(): Promise<unknown>;
  /** Errors that the device reports on the side while results come out wrong, as they occur. */
  onError?(report: (message: string) => void): void;
}

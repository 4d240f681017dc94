/** Learning a style of a visitor's own, and keeping it as a file: all of it that other folders import. */
import { createWorkerLearner } from './client.ts';
import type { Learner } from './learner.ts';
import type { LocalLearnerOptions } from './local.ts';

export { ROWS_FILE_EXTENSION } from './learner.ts';
export type {
  LearnedRows,
  Learner,
  LearningOptions,
  LearningRequest,
  LearningResult,
  LearningState,
  LearningUpdate,
} from './learner.ts';
export { decodeRowsFile, encodeRowsFile, isRowsFile } from './rowsFile.ts';

/** A Learner that works off the page's thread. It needs no engine, and starts its worker with the first request. */
export function createLearner(options: LocalLearnerOptions): Learner {
  return createWorkerLearner(
    options,
    () => new Worker(new URL('./learning.worker.ts', import.meta.url), { type: 'module' }),
  );
}

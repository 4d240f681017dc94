/** The door of learning/: what learns a style of a visitor's own, and keeps it as a file. */
export { LEARNING_STEPS } from './learner.ts';
export type {
  LearnedRows,
  Learner,
  LearningOptions,
  LearningRequest,
  LearningResult,
  LearningState,
  LearningUpdate,
} from './learner.ts';
export { decodeRowsFile, encodeRowsFile, isRowsFile, ROWS_FILE_EXTENSION } from './rowsFile.ts';
export type { OwnStyle } from './rowsFile.ts';

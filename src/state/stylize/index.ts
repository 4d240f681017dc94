/** The Stylize page: its state and its actions. */
export { shownPixels } from './composing.ts';
export { createSaving, isBeingSaved } from './saving.ts';
export type { Saving, SavingActions, SavingState } from './saving.ts';
export { isExact } from './savingSettings.ts';
export type { Format } from './savingSettings.ts';
export { cropArea, MOST_TILT } from '../../picture/index.ts';
export type { Part } from '../../picture/index.ts';
export { cropAspectOf, croppedSizeOf, drawTurned, turnedSizeOf } from './cropping.ts';
export type { Cropping } from './cropping.ts';
export { CROP_SHAPES } from './cropShape.ts';
export type { CropShape } from './cropShape.ts';
export { maskCells } from './mask.ts';
export type { CloseUp } from './looking.ts';
export { createResultKeeper } from './results.ts';
export type { Result } from './results.ts';
export { createQueue } from './queue.ts';
export type { LeftOut, Queue, QueueActions } from './queue.ts';
export {
  countOthers,
  countsOf,
  hasKeptQueue,
  isAtRisk,
  isOfEarlier,
  QUEUE_LIMIT,
  timeLeft,
} from './queueState.ts';
export type { QueuedPhoto, QueueState } from './queueState.ts';
export { filePicker } from './savingAll.ts';
export { choiceToShow, isRepainting } from './ownStyle/showing.ts';
export { createLazyStudio } from './ownStyle/lazyStudio.ts';
export type { Studio, StudioActions } from './ownStyle/studioTypes.ts';
export { msToLearn, usualMs } from './ownStyle/stepTimes.ts';
export { areStyleFiles, LENGTHS, MOST_NAME, viewOf } from './ownStyle/studioState.ts';
export type {
  LearningProgress,
  Length,
  OpenPainting,
  StudioState,
} from './ownStyle/studioState.ts';
export { growsTo, smallSize } from './refining.ts';
export type { Refined } from './refining.ts';
export { createStylePreviews } from './stylePreviews.ts';
export type { StylePreviews } from './stylePreviews.ts';
export { createStylize } from './stylizePage.ts';
export type { Stage, StylizeActions, StylizeState, StylizeStore } from './stylizePage.ts';

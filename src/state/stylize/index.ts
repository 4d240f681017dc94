/** The Stylize page: its state and its actions. */
export { shownPixels } from './composing.ts';
export type { FileSize } from './fileSize.ts';
export { createSaving } from './saving.ts';
export type { Saving, SavingActions, SavingState } from './saving.ts';
export { isExact } from './savingSettings.ts';
export type { Format, SavingSettings } from './savingSettings.ts';
export { maskCells } from './mask.ts';
export { askBeforeClosing } from './closing.ts';
export { createQueue } from './queue.ts';
export type { LeftOut, Queue, QueueActions, QueueStore } from './queue.ts';
export { countsOf, isAtRisk, QUEUE_LIMIT, sameSettings, timeLeft } from './queueState.ts';
export type { PhotoState, QueueCounts, QueuedPhoto, QueueState } from './queueState.ts';
export { filePicker } from './savingAll.ts';
export type { PickFile } from './savingAll.ts';
export { createStylize } from './stylizePage.ts';
export type { Stage, StylizeActions, StylizeState, StylizeStore } from './stylizePage.ts';

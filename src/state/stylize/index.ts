/** The Stylize page: its state and its actions. */
export { shownPixels } from './composing.ts';
export type { FileSize } from './fileSize.ts';
export { createSaving } from './saving.ts';
export type { Saving, SavingActions, SavingState } from './saving.ts';
export { isExact } from './savingSettings.ts';
export type { Format, SavingSettings } from './savingSettings.ts';
export { maskCells } from './mask.ts';
export { createStylize } from './stylizePage.ts';
export type { Stage, StylizeActions, StylizeState, StylizeStore } from './stylizePage.ts';

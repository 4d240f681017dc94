/** The Stylize page: its state and its actions. */
export { shownPixels } from './composing.ts';
export { maskCells } from './mask.ts';
export { createStylize } from './stylizePage.ts';
export type { Stage, StylizeActions, StylizeState, StylizeStore } from './stylizePage.ts';

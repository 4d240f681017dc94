/** The Stylize page: its state and its actions. */
export { createStylize, lastPainting } from './stylizePage.ts';
export type { StylizeActions, StylizeState, StylizeStore } from './stylizePage.ts';

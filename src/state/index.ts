/** What the app knows and what can be done: stores and actions, no React, no TensorFlow.js. */
export { createCompare } from './compare/compare.ts';
export { timedDraw } from './compare/draw.ts';
export { describeMachine } from './compare/machine.ts';
export { watchTab } from './compare/tab.ts';
export { createConnecting } from './connection.ts';
export { createLive } from './live/live.ts';
export { followRoute } from './pages.ts';
export { createPhotos } from './photos.ts';
export type { Photos, PhotosActions, PhotosState } from './photos.ts';
export { createRouter } from './route.ts';
export { SAMPLES } from './samples.ts';
export type { Sample } from './samples.ts';
export { autoSize, modelOf, SIZES } from './settings.ts';
export type { Precision } from './settings.ts';
export { createStylize, lastPainting } from './stylize.ts';
export type { StylizeActions, StylizeState, StylizeStore } from './stylize.ts';
export type * from './types.ts';
export type { Manifest } from '../engine/index.ts';

/** What the page knows and what can be done: stores and actions, no React, no TensorFlow.js. */
export { autoSize, modelOf, SIZES } from './settings.ts';
export type { Precision } from './settings.ts';
export { createStylize, lastPainting } from './stylize.ts';
export type { StylizeActions, StylizeState, StylizeStore } from './stylize.ts';
export type * from './types.ts';
export type { Manifest } from '../engine/index.ts';

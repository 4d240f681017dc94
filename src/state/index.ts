/** What the app knows and what can be done: stores and actions, no React, no TensorFlow.js. */
export { EXECUTORS, isChosen, REFERENCE_EXECUTOR } from '../engine/index.ts';
export * from './compare/index.ts';
export * from './live/index.ts';
export { workElsewhere } from './elsewhere.ts';
export { followRoute } from './pages.ts';
export { createRouter, formatRoute } from './route.ts';
export type { Page, Router } from './route.ts';
export * from './shared/index.ts';
export * from './stylize/index.ts';

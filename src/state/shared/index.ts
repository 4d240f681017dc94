/** What all pages share: the photo, the connection to the engine, settings, statistics, the tab. */
export { createConnecting } from './connection.ts';
export type { Connecting, Connection } from './connection.ts';
export { oneHot, runJob, toProgress } from './paintJob.ts';
export { createPhotos, isOwn } from './photos.ts';
export type { Photos, PhotosActions, PhotosState, PhotosStore } from './photos.ts';
export { pictureCache } from './pictureCache.ts';
export { SAMPLES } from './samples.ts';
export type { Sample } from './samples.ts';
export { sentence } from './sentence.ts';
export { autoSize, keepSettings, modelOf, recallSettings, settle, SIZES } from './settings.ts';
export type { Precision } from './settings.ts';
export { median, quantile, roundRatios, share, summarize } from './statistics.ts';
export type { Summary } from './statistics.ts';
export { watchTab } from './tab.ts';
export type { Tab } from './tab.ts';
export { takeTurns } from './turns.ts';
export type { InTurn } from './turns.ts';
export type * from './types.ts';

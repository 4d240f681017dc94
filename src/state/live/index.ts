/** The Live page: its state and its actions. */
export { createLive } from './livePage.ts';
export type { Live } from './livePage.ts';
export { cameraWithheld } from './camera.ts';
export type { Camera } from './camera.ts';
export { FILM_SIZES, isFilmAtRisk, standsStill, writtenSize } from './exporting.ts';
export { fasterNetwork, fasterSize } from './faster.ts';
export { madeAt } from './recordingList.ts';
export { createRecordingStore } from './recordingStore.ts';
export type { Meter } from './meter.ts';
export { msAtSize, PACES } from './pace.ts';
export { networksOf, unlearnedBy } from './painter.ts';
export type { PaceReport } from './pace.ts';
export { RATES } from './liveSettings.ts';
export type * from './types.ts';

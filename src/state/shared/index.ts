/** What all pages share: the photo, the connection to the engine, settings, statistics, the tab. */
export { createConnecting } from './connection.ts';
export type { Connecting, Connection } from './connection.ts';
export { createChoices, given } from './choices.ts';
export type { Choices } from './choices.ts';
export { boldnessSchema, canBeBold, DEFAULT_BOLDNESS, mixOf } from './boldness.ts';
export {
  defaultStyleOf,
  knownStyles,
  mixSchema,
  MOST_IN_MIX,
  nameOfStyles,
  partsOf,
  ranked,
  stylesOf,
  withChanges,
  withoutStyle,
  withShare,
  withStyle,
} from './mix.ts';
export type { Mix, Styles } from './mix.ts';
export { createLanguage, LANGUAGES } from './language.ts';
export type { Language, LanguageChoice } from './language.ts';
export { paintPhoto, toProgress } from './paintPhoto.ts';
export type { PaintingChoice } from './paintPhoto.ts';
export { askBeforeClosing } from './closing.ts';
export { fileName } from './fileNames.ts';
export { takeHandedOver } from './handedOver.ts';
export { cropSchema } from './crop.ts';
export { elsewhereOf } from './elsewhere.ts';
export { createCollection, createKeeper } from './database.ts';
export type { Collection, Keeper } from './database.ts';
export { rowsFor, versionOfStyles } from './ownRows.ts';
export { createOwnStyleKeeper } from './ownStyleKeeper.ts';
export {
  createOwnStyles,
  freeName,
  hasOwnStyle,
  idOfOwnStyle,
  isOwnStyle,
  stylesInFileName,
  withoutOwn,
} from './ownStyles.ts';
export type { Learned, OwnStyle, OwnStyles } from './ownStyles.ts';
export { becomes } from './becomes.ts';
export { createPhotoKeeper } from './keptPhoto.ts';
export type { KeptPhoto, PhotoKeeper } from './keptPhoto.ts';
export { createPhotos, isOwn } from './photos.ts';
export type { Photos, PhotosActions, PhotosState, PhotosStore } from './photos.ts';
export { brushOf, brushSchema, sideOf } from './brush.ts';
export { noStrokes, paintFineStrokes } from './fineStrokes.ts';
export type { StrokesSoFar } from './fineStrokes.ts';
export {
  OUTPUT_RANGE,
  mostSide,
  OUTPUT_SIDES,
  outputSchema,
  outputSide,
  outputSize,
  seenSide,
  typedSide,
} from './output.ts';
export type { Output } from './output.ts';
export { pictureCache } from './pictureCache.ts';
export { SAMPLES } from './samples.ts';
export type { Sample } from './samples.ts';
export { loadCode } from '../../loading/index.ts';
export { faultOf, isNamed, isNewVersion, PageProblem } from './problems.ts';
export type { AppFault, Contradiction, PageFault } from './problems.ts';
export { autoSize, modelOf, settingsSchema, settle, SIZES } from './settings.ts';
export type { Precision } from './settings.ts';
export { createShortcuts, SHORTCUTS } from './shortcuts.ts';
export type { ShortcutAction, ShortcutId, Shortcuts } from './shortcuts.ts';
export { compareTimes, median, roundRatios, share, summarize } from './statistics.ts';
export { keep, recall } from './storage.ts';
export { createTask, knownState, lastResult } from './task.ts';
export type { Task, TaskEnd, TaskState } from './task.ts';
export { watchFront, watchTab } from './tab.ts';
export { isLoadedAgain, ownPhotoReturns } from './tabPhoto.ts';
export type { Front, Tab } from './tab.ts';
export { createTabRecords } from './tabRecords.ts';
export type { TabRecords } from './tabRecords.ts';
export { takeTurns } from './turns.ts';
export type { InTurn } from './turns.ts';
export type * from './types.ts';
export { uniqueId } from './uniqueId.ts';
export { createUpdates } from './updates.ts';
export type { Updates } from './updates.ts';

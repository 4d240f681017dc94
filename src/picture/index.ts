/** What a picture is: decode, orient, fit, compose, encode, compare. Imports nothing of ours. */
export { createPictures } from './client.ts';
export type { Pictures } from './client.ts';
export { isPlain } from './compose.ts';
export type { Blend } from './compose.ts';
export {
  cropArea,
  cropTransform,
  isSameCrop,
  mirrorCrop,
  moveMask,
  nameOfCrop,
  turnCrop,
  turnedSize,
  WHOLE,
} from './crop.ts';
export type { Crop } from './crop.ts';
export type { Comparison } from './difference.ts';
export type { FileOptions } from './encode.ts';
export { completeRecording, inspectFilm, repaintFilm } from './films.ts';
export type { FilmFacts, FilmLoss, Repaint } from './filmFile.ts';
export { beginStroke, fullMask, invert, isFull, isSameMask } from './mask.ts';
export type { Brush, Mask, Point } from './mask.ts';
export { cellShares, fillCell, gridOf } from './maskGrid.ts';
export type { Cell, Grid } from './maskGrid.ts';
export type { OtherKind, Variant } from './formats/index.ts';
export type { LargeId, LargeOwner, LargePictures } from './largeRequests.ts';
export { fitSize } from './pixels.ts';
export type { Pixels, Size } from './pixels.ts';
export { PictureProblem } from './problems.ts';
export type { PictureFault } from './problems.ts';
export type { Area } from './regions.ts';
export { MOST_TILT, movedWithin, shrunkWithin } from './tilt.ts';
export type { Part } from './tilt.ts';
export { smallSquare } from './smallSquare.ts';

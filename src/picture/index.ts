/** What a picture is: decode, orient, fit, encode. Imports nothing of ours. */
export { createPictures } from './client.ts';
export type { Pictures } from './client.ts';
export type { DecodedPhoto } from './decode.ts';
export { fitSize } from './pixels.ts';
export type { Pixels } from './pixels.ts';
export { PictureProblem } from './problem.ts';

/** What a network is. Pure: imports nothing of ours. */
export { convolutions, currentSpec, weightsName, weightsShape } from './spec.ts';
export type { Activation, Convolution, LayerSpec, NetworkSpec } from './spec.ts';
export {
  convolutionWork,
  layerTable,
  rowLength,
  totalMultiplyAdds,
  totalWeights,
} from './table.ts';
export type { LayerCost } from './table.ts';
export { channelsPerOffset, offsetOf, shiftTaps } from './shift.ts';
export { paddedSide, sideRule, sizeMultiple, smallestSide } from './sizes.ts';
export type { SideRule } from './sizes.ts';
export { receptiveRadius } from './receptiveField.ts';
export { peakActivationBytes } from './memory.ts';

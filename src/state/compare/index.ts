/** The Compare page: its state and its actions, its figures and its reports. */
export { createCompare } from './comparePage.ts';
export { timedDraw } from './draw.ts';
export { leftOut } from './executorBenchmark.ts';
export { pairLayers } from './figures.ts';
export type {
  Costs,
  Figures,
  HeldOut,
  KnownFigures,
  LayerPairs,
  Likeness,
  ModelFigures,
  Reduction,
  SideFigures,
  Size,
  SizeFigures,
  StructurePoint,
  StyleStructure,
} from './figures.ts';
export * from './figuresOf.ts';
export type * from './ladder/types.ts';
export { layerTimes, sharedLayers } from './layerTimes.ts';
export { alike, describeMachine } from './machine.ts';
export type { Report } from './report.ts';
export type { CompareActions, CompareState, CompareStore } from './state.ts';
export { areApart, DEFAULT_COMPARISON, lookOf, SIDES, VIEWS } from './types.ts';
export type * from './types.ts';

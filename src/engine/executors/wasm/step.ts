import type { Method } from './method.ts';

/** The fields of a step in the order of the class `Step` in assembly/step.ts; a test compares the two. */
export const STEP_FIELDS = [
  'kind',
  'input',
  'inputHeight',
  'inputWidth',
  'inputPitch',
  'coefficients',
  'rectify',
  'output',
  'outputHeight',
  'outputWidth',
  'outputPitch',
  'kernel',
  'stride',
  'upsample',
  'shift',
  'weights',
  'depthwise',
  'doubled',
  'groupRows',
  'blockRows',
  'stripRows',
  'columns',
  'strips',
  'chunks',
  'partials',
  'lanes',
  'other',
  'otherCoefficients',
  'otherRectify',
  'activation',
  'gradient',
  'apart',
  'mask',
  'bias',
  'scratch',
  'scratchBytes',
] as const;

/** What one step does, as 32-bit numbers; assembly/step.ts says what each means. */
export type Step = Record<(typeof STEP_FIELDS)[number], number>;

export const STEP_BYTES = STEP_FIELDS.length * 4;

export const KINDS = {
  ...{ direct: 0, planar: 1, winograd: 2, doubled: 3, add: 4, final: 5, separable: 6 },
  // Of learning.
  ...{ normalize: 7, normalSums: 8, normalBack: 9, sigmoidBack: 10, fold: 11, pool: 12 },
  ...{ poolBack: 13, gram: 14, unshift: 15, combine: 16 },
} as const;
/** The kind of the step that computes a convolution. A depthwise one has none: the next convolution's does it. */
export function kindOf(method: Method): number {
  if (method === 'depthwise') throw new Error('a depthwise convolution has no step');
  return KINDS[method];
}

export const ACTIVATIONS = { none: 0, relu: 1, sigmoid: 2 } as const;

/** A step with these fields; the others are 0. */
export function makeStep(fields: Partial<Step> & Pick<Step, 'kind'>): Step {
  const zeros = Object.fromEntries(STEP_FIELDS.map((field) => [field, 0])) as Step;
  return { ...zeros, ...fields };
}

/** Put a step at an address of a memory. */
export function writeStep(buffer: ArrayBufferLike, at: number, step: Step): void {
  new Uint32Array(buffer, at, STEP_FIELDS.length).set(STEP_FIELDS.map((field) => step[field]));
}

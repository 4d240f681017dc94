import { Step } from './step';
import { task } from './task';
import { runShared } from './threads';

export { task } from './task';
export { mergeSums, normalization } from './stats';
export { mirror } from './gram';
export { distance } from './combine';
export { peak } from './peak';
export { serve } from './serve';
export { packWeights } from './weights';

/** Run all tickets of a step. @returns 0 when a thread died on the way */
export function run(control: usize, step: Step): i32 {
  if (ASC_FEATURE_THREADS) return runShared(control, step) ? 1 : 0;
  const tickets = step.strips * step.chunks;
  for (let ticket = 0; ticket < tickets; ticket++) task(step, ticket, 0);
  return 1;
}

import { direct } from './direct';
import { planar } from './planar';
import { add, final } from './pointwise';
import { separable } from './separable';
import { ADD, DIRECT, FINAL, PLANAR, SEPARABLE, Step } from './step';
import { transformed } from './transformed';

/** Do one ticket of a step, in the working memory of a thread. */
export function task(step: Step, ticket: i32, thread: i32): void {
  const scratch = step.scratch + <usize>thread * step.scratchBytes;
  if (step.kind == ADD) add(step, ticket);
  else if (step.kind == FINAL) final(step, ticket);
  else if (step.kind == DIRECT) direct(step, ticket, scratch);
  else if (step.kind == SEPARABLE) separable(step, ticket, scratch);
  else if (step.kind == PLANAR) planar(step, ticket, scratch);
  else transformed(step, ticket, scratch);
}

import { direct } from './direct';
import { add, final } from './pointwise';
import { ADD, DOUBLED, FINAL, Step, WINOGRAD } from './step';
import { transformed } from './transformed';

/** Do one ticket of a step, in the working memory of a thread. */
export function task(step: Step, ticket: i32, thread: i32): void {
  const scratch = step.scratch + <usize>thread * step.scratchBytes;
  if (step.kind == ADD) add(step, ticket);
  else if (step.kind == FINAL) final(step, ticket);
  else if (step.kind == WINOGRAD || step.kind == DOUBLED) transformed(step, ticket, scratch);
  else direct(step, ticket, scratch);
}

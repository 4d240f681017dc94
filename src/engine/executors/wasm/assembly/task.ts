import { combine } from './combine';
import { direct } from './direct';
import { fold } from './fold';
import { gram } from './gram';
import { normalBack, normalize, normalSums, sigmoidBack } from './normalize';
import { planar } from './planar';
import { add, final } from './pointwise';
import { pool, poolBack } from './pool';
import { separable } from './separable';
import {
  ADD,
  COMBINE,
  DIRECT,
  DOUBLED,
  FINAL,
  FOLD,
  GRAM,
  NORMAL_BACK,
  NORMAL_SUMS,
  NORMALIZE,
  PLANAR,
  POOL,
  POOL_BACK,
  SEPARABLE,
  SIGMOID_BACK,
  Step,
  UNSHIFT,
  WINOGRAD,
} from './step';
import { transformed } from './transformed';
import { unshift } from './unshift';

/** Do one ticket of a step, in the working memory of a thread. */
export function task(step: Step, ticket: i32, thread: i32): void {
  const scratch = step.scratch + <usize>thread * step.scratchBytes;
  const kind = step.kind;
  if (kind == WINOGRAD || kind == DOUBLED) transformed(step, ticket, scratch);
  else if (kind == DIRECT) direct(step, ticket, scratch);
  else if (kind == SEPARABLE) separable(step, ticket, scratch);
  else if (kind == PLANAR) planar(step, ticket, scratch);
  else if (kind == ADD) add(step, ticket);
  else if (kind == FINAL) final(step, ticket);
  else if (kind == NORMALIZE) normalize(step, ticket);
  else if (kind == NORMAL_SUMS) normalSums(step, ticket);
  else if (kind == NORMAL_BACK) normalBack(step, ticket);
  else if (kind == SIGMOID_BACK) sigmoidBack(step, ticket);
  else if (kind == FOLD) fold(step, ticket);
  else if (kind == POOL) pool(step, ticket);
  else if (kind == POOL_BACK) poolBack(step, ticket);
  else if (kind == GRAM) gram(step, ticket);
  else if (kind == UNSHIFT) unshift(step, ticket);
  else if (kind == COMBINE) combine(step, ticket);
}

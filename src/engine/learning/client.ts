import type { Request } from '../../channel/index.ts';
import { isLost, toProblem } from '../problems.ts';
import { createWorkerChannel } from '../workerChannel.ts';
import type {
  Learner,
  LearningOptions,
  LearningRequest,
  LearningResult,
  LearningUpdate,
} from './learner.ts';
import { restOf } from './rest.ts';
import type { LocalLearnerOptions } from './local.ts';

/** What the learning worker (learning.worker.ts) answers. */
export interface LearningRequests {
  readonly learn: Request<LearningRequest, LearningResult, LearningUpdate>;
}

type Told = Extract<LearningUpdate, { phase: 'learning' }>;

/**
 * A Learner whose work happens in a worker. The worker is ended when nothing is learned: what it holds are a hundred
 * megabytes, and all of it can be had again. One that crashes or loses its device is replaced once, and goes on from
 * the last step.
 */
export function createWorkerLearner(
  options: LocalLearnerOptions,
  createWorker: () => Worker,
): Learner {
  const channel = createWorkerChannel<LearningRequests>(options, createWorker);
  let running = 0;

  async function learn(
    request: LearningRequest,
    options: LearningOptions = {},
  ): Promise<LearningResult> {
    running++;
    try {
      return await learnOrGoOn(request, options);
    } finally {
      running--;
      if (running === 0) channel.stop({ code: 'engine/disposed' });
    }
  }

  async function learnOrGoOn(
    request: LearningRequest,
    { signal, onUpdate }: LearningOptions,
    mayGoOn = true,
  ): Promise<LearningResult> {
    let last: Told | undefined;
    const emit = (update: LearningUpdate) => {
      if (update.phase === 'learning') last = update;
      onUpdate?.(update);
    };
    try {
      // A cancel ends loading at once; a step is waited for, since its rows are wanted.
      const hasBegun = ({ phase }: LearningUpdate) => phase === 'learning';
      return await channel.ask('learn', request, { signal, emit, hasBegun });
    } catch (error) {
      const { rows, state } = last ?? {};
      if (!rows || !state) throw error;
      if (signal?.aborted) return { rows, state, stopped: 'aborted' };
      const { fault } = toProblem(error);
      const { rest, ofWhole } = restOf(request, state);
      if (!isLost(fault) || !mayGoOn || rest.steps === 0) return { rows, state, stopped: fault };
      const told = (update: LearningUpdate) => onUpdate?.(ofWhole(update));
      try {
        return await learnOrGoOn(rest, { signal, onUpdate: told }, false);
      } catch (failed) {
        const stopped = signal?.aborted ? 'aborted' : toProblem(failed).fault;
        return { rows, state, stopped };
      }
    }
  }

  return { learn, dispose: () => channel.stop({ code: 'engine/disposed' }) };
}

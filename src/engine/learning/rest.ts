import type { LearningRequest, LearningState, LearningUpdate } from './learner.ts';

/**
 * Another worker or device goes on where one has failed.
 * @param state where that one has come to; where it has come to none, all is left
 * @returns what is left of the request; and an update of that as one of the whole
 */
export function restOf(request: LearningRequest, state?: LearningState) {
  const taken = state ? state.steps - (request.from?.steps ?? 0) : 0;
  const rest: LearningRequest = {
    ...request,
    from: state ?? request.from,
    steps: request.steps - taken,
  };
  const ofWhole = (update: LearningUpdate): LearningUpdate =>
    update.phase === 'learning'
      ? { ...update, done: update.done + taken, of: request.steps }
      : update;
  return { rest, ofWhole };
}

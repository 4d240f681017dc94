/** The worker: learning behind a channel. The page's side is client.ts. */
import { serve } from '../../channel/index.ts';
import { toProblem, type EngineFault } from '../problems.ts';
import type { LearningRequests } from './client.ts';
import { learnHere, type LocalLearnerOptions } from './local.ts';

serve<LearningRequests>(
  (options: LocalLearnerOptions) => ({
    learn: (request, { signal, emit }) => learnHere(options, request, emit, signal),
  }),
  (error): EngineFault => toProblem(error).fault,
);

/** The worker: learning behind a channel. The page's side is client.ts. */
import { trustOwnScripts } from '../../browser/index.ts';
import { serve } from '../../channel/index.ts';
import { tellStalls } from '../../loading/index.ts';
import { toProblem, type EngineFault } from '../problems.ts';
import type { LearningRequests } from './client.ts';
import { learnHere, type LocalLearnerOptions } from './local.ts';

trustOwnScripts(self.location.href); // the executors may start workers, which lie beside this one
tellStalls();
serve<LearningRequests>(
  (options: LocalLearnerOptions) => ({
    learn: (request, { signal, emit }) => learnHere(options, request, emit, signal),
  }),
  (error): EngineFault => toProblem(error).fault,
);

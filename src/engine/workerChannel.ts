import { createChannel, type Channel, type RequestMap } from '../channel/index.ts';
import { loadingOfWorker } from '../loading/index.ts';
import { EngineProblem, isLost, type EngineFault } from './problems.ts';

/**
 * The channel to a worker of the engine. What goes wrong with the worker itself is an EngineProblem.
 *
 * @param start what the worker is told first
 */
export function createWorkerChannel<Requests extends RequestMap<Requests>>(
  start: unknown,
  createWorker: () => Worker,
): Channel<Requests, EngineFault> {
  return createChannel<Requests, EngineFault>({
    ...loadingOfWorker,
    createWorker,
    start,
    toError: (fault) => new EngineProblem(fault),
    faults: {
      crashed: { code: 'engine/worker-stopped' },
      notDownloaded: { code: 'loading/code-not-downloaded' },
      notStarted: { code: 'engine/code-not-started' },
    },
    isLost,
  });
}

import type { Request } from '../channel/index.ts';
import type { ModelId } from './manifest.ts';
import type {
  Capabilities,
  FrameJob,
  Job,
  LoadProgress,
  PaintedFrame,
  RunUpdate,
  StyleRow,
  Stylizer,
  StylizerOptions,
} from './stylizer.ts';
import { createWorkerChannel } from './workerChannel.ts';

/** What the engine's worker (host/serving.ts) answers: the functions of a Stylizer. */
export interface EngineRequests {
  readonly capabilities: Request<undefined, Capabilities>;
  readonly load: Request<ModelId, void, LoadProgress>;
  readonly run: Request<Job, void, RunUpdate>;
  readonly styleRow: Request<Pick<Job, 'model' | 'style'>, StyleRow>;
  readonly paintFrame: Request<FrameJob, PaintedFrame>;
}

/**
 * A Stylizer whose work happens in a worker. The worker lives between jobs, since it owns weights and
 * shaders; it is replaced when it crashes, hangs on a cancel or loses its device. What was asked of it
 * then is asked once more of the new one, except for a frame, which went with the worker.
 */
export function createWorkerStylizer(
  options: StylizerOptions,
  createWorker: () => Worker,
): Stylizer {
  const channel = createWorkerChannel<EngineRequests>(options, createWorker);
  return {
    capabilities: () => channel.ask('capabilities', undefined, { retry: true }),
    load: (model, signal) =>
      // A load goes on when it is cancelled, and its warm-up may keep the worker busy for long.
      channel.stream('load', model, { signal, retry: true, hasBegun: () => false }),
    run: (job, signal) =>
      channel.stream('run', job, {
        signal,
        retry: true,
        hasBegun: ({ type }) => type === 'progress',
      }),
    paintFrame: async (job) => {
      try {
        return await channel.ask('paintFrame', job, { transfer: [job.frame] });
      } catch (error) {
        job.frame.close(); // one that went to a worker is closed already, and that changes nothing
        throw error;
      }
    },
    styleRow: (wanted) => channel.ask('styleRow', wanted, { retry: true }),
    dispose: async () => channel.stop({ code: 'engine/disposed' }),
  };
}

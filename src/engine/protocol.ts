import type { Manifest, ModelId } from './manifest.ts';
import type { EngineFault } from './problems.ts';
import type {
  Capabilities,
  ExecutorId,
  FrameJob,
  Job,
  LoadProgress,
  PaintedFrame,
  RunUpdate,
} from './stylizer.ts';

/** From the page to the worker. `start` comes first, once; each request has an id of its own. */
export type ToWorker =
  | {
      readonly type: 'start';
      readonly manifest: Manifest;
      readonly base: string;
      readonly forced: ExecutorId | undefined;
      readonly strict?: boolean | undefined;
    }
  | { readonly type: 'capabilities'; readonly id: number }
  | { readonly type: 'load'; readonly id: number; readonly model: ModelId }
  | { readonly type: 'run'; readonly id: number; readonly job: Job }
  | { readonly type: 'frame'; readonly id: number; readonly job: FrameJob }
  | { readonly type: 'cancel'; readonly id: number };

export type Update = Capabilities | LoadProgress | RunUpdate | PaintedFrame;

/** From the worker to the page: any number of updates for a request, then one `end`. */
export type FromWorker =
  | { readonly id: number; readonly type: 'update'; readonly update: Update }
  | {
      readonly id: number;
      readonly type: 'end';
      readonly fault?: EngineFault;
    };

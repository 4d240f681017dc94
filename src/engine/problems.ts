import { BrowserProblem, type BrowserFault } from '../browser/index.ts';
import { Problem } from '../channel/index.ts';
import { LoadingProblem, type LoadingFault } from '../loading/index.ts';
import type { ExecutorChoice, ExecutorId } from './executors/index.ts';

/** All that can go wrong in the engine, as codes with facts. ui/words/ has the sentences. */
export type EngineFault =
  | BrowserFault
  | LoadingFault
  /** models/manifest.json did not arrive. */
  | { readonly code: 'engine/manifest-not-downloaded' }
  /** It arrived, and is not a manifest that this page can read. */
  | { readonly code: 'engine/manifest-unreadable' }
  /** A model's file did not arrive; `status` is the server's answer, where there was one. */
  | { readonly code: 'engine/model-not-downloaded'; readonly status?: number | undefined }
  /** A model's file arrived twice with a wrong SHA-256. */
  | { readonly code: 'engine/model-damaged' }
  /** Its model.json is not one that this page can read. */
  | { readonly code: 'engine/model-unreadable' }
  /** A weight is missing, or has a shape that the network's spec does not want. */
  | { readonly code: 'engine/model-incomplete'; readonly weight: string }
  /** The weights' bytes are not as many as model.json says. */
  | { readonly code: 'engine/model-mismatched' }
  /** The network has something that this executor's kernels do not know. */
  | { readonly code: 'engine/model-unsupported'; readonly what: string }
  | { readonly code: 'engine/unknown-model'; readonly model: string }
  /** A piece of the app's own code arrived, and this browser can't run it, or may not. */
  | { readonly code: 'engine/code-not-started' }
  | { readonly code: 'engine/memory' }
  /** The GPU, or its process, went away. */
  | { readonly code: 'engine/gpu-lost' }
  /** The worker, or one of its threads, crashed or did not answer. */
  | { readonly code: 'engine/worker-stopped' }
  | { readonly code: 'engine/disposed' }
  /** This browser can run networks in no way at all. */
  | { readonly code: 'engine/no-executor' }
  /** The browser does not have what this executor runs on. */
  | { readonly code: 'engine/executor-missing'; readonly executor: ExecutorChoice }
  /** The browser does not say what graphics processor there is, and reads other pixels from it than were drawn. */
  | { readonly code: 'engine/gpu-hidden'; readonly executor: ExecutorChoice }
  /** The browser has it, and it did not start. `reason` is the browser's own text. */
  | {
      readonly code: 'engine/executor-not-started';
      readonly executor: ExecutorId;
      readonly reason?: string | undefined;
    }
  /** None of several executors started. */
  | { readonly code: 'engine/none-started'; readonly faults: readonly EngineFault[] }
  /** It failed at what it had to do, so the next one took over. */
  | {
      readonly code: 'engine/executor-failed';
      readonly executor: ExecutorId;
      readonly fault: EngineFault;
    }
  /** It was lost, and another one took its place where only this one was wanted. */
  | { readonly code: 'engine/executor-replaced'; readonly executor: ExecutorChoice }
  /** The painting has values that are no numbers. */
  | { readonly code: 'engine/broken-painting'; readonly executor: ExecutorId }
  /** In float16, which is faster, it paints something else than in float32, so that is used. */
  | { readonly code: 'engine/float16-differs'; readonly executor: ExecutorId }
  /** The executor was given sides that the network does not take. */
  | { readonly code: 'engine/wrong-size'; readonly width: number; readonly height: number }
  | {
      readonly code: 'engine/wrong-style-count';
      readonly expected: number;
      readonly given: number;
    }
  /** A style row that is not the model's has not as many numbers as the network's rows. */
  | { readonly code: 'engine/wrong-row'; readonly expected: number; readonly given: number }
  /** A file is no file of a learned style. */
  | { readonly code: 'engine/rows-file-unknown' }
  /** It is one of a later version of the page. */
  | { readonly code: 'engine/rows-file-newer'; readonly version: number }
  /** A part of it is missing or was changed. */
  | { readonly code: 'engine/rows-file-damaged' }
  /** There is no photo to learn with. */
  | { readonly code: 'engine/no-photos' }
  /** The loss is no number any more; what was learned before is kept. */
  | { readonly code: 'engine/learning-diverged' }
  /** Whatever else. `text` is the error's own. */
  | { readonly code: 'engine/internal'; readonly text: string };

export class EngineProblem extends Problem<EngineFault> {
  override readonly name = 'EngineProblem';
}

/** Whether the worker that had this fault can't go on, so that a new one must take its place. */
export function isLost({ code }: EngineFault): boolean {
  return code === 'engine/gpu-lost' || code === 'engine/worker-stopped';
}

/** Any error as an EngineProblem; those of libraries are told apart by their text. */
export function toProblem(error: unknown): EngineProblem {
  if (error instanceof EngineProblem) return error;
  const text = error instanceof Error ? error.message : String(error);
  const cause = { cause: error };
  if (error instanceof BrowserProblem || error instanceof LoadingProblem) {
    return new EngineProblem(error.fault, cause);
  }
  if (/context lost|lost context|device.*(lost|destroyed)|CONTEXT_LOST/i.test(text)) {
    return new EngineProblem({ code: 'engine/gpu-lost' }, cause);
  }
  if (/memory|allocat|texture size|too large|exceeds|out of bounds|RangeError/i.test(text)) {
    return new EngineProblem({ code: 'engine/memory' }, cause);
  }
  if (/dynamically imported|Failed to fetch|module script failed|NetworkError/i.test(text)) {
    return new EngineProblem({ code: 'loading/code-not-downloaded' }, cause);
  }
  return new EngineProblem({ code: 'engine/internal', text }, cause);
}

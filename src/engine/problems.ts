export type ProblemCode =
  | 'download' // the network or the server failed
  | 'corrupt' // bytes arrived that are not the model's
  | 'memory' // the executor ran out of it
  | 'device-lost' // the GPU, its process or the worker went away
  | 'unavailable' // no executor, or no such model
  | 'internal';

/** Why the engine can't do it. `message` is a sentence for the visitor: what happened and what to do. */
export class EngineProblem extends Error {
  override readonly name = 'EngineProblem';

  constructor(
    readonly code: ProblemCode,
    message: string,
  ) {
    super(message);
  }
}

/** Any error as an EngineProblem; those of libraries are told apart by their text. */
export function toProblem(error: unknown): EngineProblem {
  if (error instanceof EngineProblem) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/context lost|lost context|device.*(lost|destroyed)|CONTEXT_LOST/i.test(text)) {
    return new EngineProblem('device-lost', 'The graphics processor was reset. Try again.');
  }
  if (/memory|allocat|texture size|too large|exceeds|out of bounds|RangeError/i.test(text)) {
    return new EngineProblem(
      'memory',
      'There was not enough memory for a picture of this size. Choose a smaller size and try again.',
    );
  }
  if (/dynamically imported|Failed to fetch|module script failed|NetworkError/i.test(text)) {
    return new EngineProblem(
      'download',
      'A part of the page could not be downloaded. Check your connection and try again.',
    );
  }
  return new EngineProblem('internal', `Painting failed (${text}). Try again, or reload the page.`);
}

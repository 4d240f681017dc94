import type { Learner, LearningState, ModelEntry } from '../../../engine/index.ts';
import type { Pixels } from '../../../picture/index.ts';

/** Looks for the built-in style that is the nearest to a painting, before the visitor has it learned. */
interface Nearest {
  /**
   * Begin to look, for this model. What is looked for already is dropped, and what fails is nothing: learning says what is wrong.
   *
   * @param painting what `found` asks with
   * @param prepare gives the painting, and a photo to paint
   */
  look(
    painting: object,
    model: ModelEntry,
    prepare: () => Promise<{ readonly painting: Pixels; readonly photos: readonly Pixels[] }>,
  ): void;
  /** @returns where learning begins; undefined where it is not known (yet) for this painting and model */
  found(painting: object, model: ModelEntry): LearningState | undefined;
  /** Look no further. */
  drop(): void;
}

export function createNearest(createLearner: () => Learner | undefined): Nearest {
  let stop = new AbortController();
  let last: { painting: object; model: ModelEntry; state: LearningState } | undefined;

  function drop() {
    stop.abort();
    last = undefined;
  }

  const look: Nearest['look'] = (painting, model, prepare) => {
    drop();
    stop = new AbortController();
    const { signal } = stop;
    const run = async () => {
      const given = await prepare();
      const learner = signal.aborted ? undefined : createLearner();
      if (!learner) return;
      // The worker holds some hundred megabytes.
      signal.addEventListener('abort', () => learner.dispose());
      try {
        const { state } = await learner.learn({ ...given, model: model.id, steps: 0 }, { signal });
        if (!signal.aborted) last = { painting, model, state };
      } finally {
        learner.dispose();
      }
    };
    void run().catch(() => undefined);
  };

  return {
    ...{ look, drop },
    found: (painting, model) =>
      last?.painting === painting && last.model.id === model.id ? last.state : undefined,
  };
}

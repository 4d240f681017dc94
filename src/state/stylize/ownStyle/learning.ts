import type {
  LearnedRows,
  Learner,
  LearningState,
  LearningUpdate,
  ModelEntry,
} from '../../../engine/index.ts';
import type { Pixels } from '../../../picture/index.ts';
import { type Learned, median, type OwnStyle } from '../../shared/index.ts';
import type { StepTime } from './stepTimes.ts';
import type { LearningEnd, LearningProgress } from './studioState.ts';

/** What is to be learned. */
export interface Lesson {
  /** The style without what is learned now. It may have rows for other networks. */
  readonly style: OwnStyle;
  readonly model: ModelEntry;
  readonly painting: Pixels;
  readonly photos: readonly Pixels[];
  readonly steps: number;
  /** Go on from here. */
  readonly from?: LearningState | undefined;
}

/** Between two times that the page gets what was learned, in steps. */
const PREVIEW_STEPS = 10;
/** The first time comes sooner: until then the page shows a style that was there before. */
const FIRST_PREVIEW = 5;

/** The newest steps tell how long the others will take. */
const TIMES = 8;
/** The first steps are slow, as code is compiled and memory taken: too few say nothing. */
const LEAST_TIMES = 4;

/** A style, with what was learned for a network. */
function withLearned(style: OwnStyle, learned: Learned): OwnStyle {
  const others = style.learned.filter(({ network }) => network !== learned.network);
  return { ...style, learned: [...others, learned] };
}

interface Tell {
  readonly progress: (progress: LearningProgress) => void;
  /** The style paints with other rows from now on. `last`: nothing follows. */
  readonly rows: (style: OwnStyle, last: boolean) => void;
  /** How long a step takes, every few steps. */
  readonly time: (time: StepTime) => void;
}

/**
 * Learn a painting. What was learned is told every few steps, and once more at the end, also where it is stopped: as
 * soon as the signal is aborted, without waiting for the step. Rejects with EngineProblem where nothing was learned.
 */
export async function learnStyle(
  learner: Learner,
  { style, model, painting, photos, steps, from }: Lesson,
  signal: AbortSignal,
  tell: Tell,
): Promise<LearningEnd> {
  const losses: number[] = [];
  const times: number[] = [];
  let latest: OwnStyle | undefined;
  let progress: LearningProgress = {
    ...{ phase: 'prepare', done: 0, style: style.id, steps: 0, of: steps, losses: [] },
  };

  const take = (rows: LearnedRows, state: LearningState) => {
    const { network, fingerprint = '' } = model;
    const { soft, bold } = rows;
    const learned = { network, fingerprint, steps: state.steps, soft, bold, state };
    return (latest = withLearned(style, learned));
  };

  const show = (changes: Partial<LearningProgress>) => {
    progress = { ...progress, ...changes };
    tell.progress(progress);
  };

  function onUpdate(update: LearningUpdate) {
    if (signal.aborted) return;
    const done = update.of > 0 ? update.done / update.of : 0;
    if (update.phase === 'loading') {
      // Once all is there, the painting is looked at, which takes a moment.
      if (done === 1) show({ phase: 'prepare', done: 0 });
      else show({ phase: update.stalled ? 'stalled' : 'download', done });
      return;
    }
    if (update.phase === 'choosing') {
      show({ phase: 'choose', done });
      return;
    }
    const { loss, ms, rows, state, executor } = update;
    if (loss !== undefined) losses.push(loss);
    if (ms !== undefined) times.push(ms);
    const learned = take(rows, state);
    const stepMs = times.length >= LEAST_TIMES ? median(times.slice(-TIMES)) : undefined;
    if (update.done === FIRST_PREVIEW || update.done % PREVIEW_STEPS === 0) {
      tell.rows(learned, false);
      if (stepMs) tell.time({ network: model.network, executor: executor.id, ms: stepMs });
    }
    const msLeft = stepMs && stepMs * (update.of - update.done);
    show({ phase: 'learn', done, steps: update.done, of: update.of, losses: [...losses], msLeft });
  }

  const stop = () => {
    if (latest) tell.rows(latest, true);
  };
  signal.addEventListener('abort', stop);
  try {
    tell.progress(progress);
    // Where it goes on, there is something to paint with before the first download.
    if (from) tell.rows(take(from.average, from), false);
    const request = { model: model.id, painting, photos, steps, from };
    const { rows, state, stopped } = await learner.learn(request, { signal, onUpdate });
    signal.throwIfAborted();
    tell.rows(take(rows, state), true);
    const fault = stopped === 'aborted' ? undefined : stopped;
    return { style: style.id, losses, fault };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

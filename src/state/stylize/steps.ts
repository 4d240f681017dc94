/** How many steps can be taken back. A mask is up to 0.3 MB, so that these are 20 MB at most. */
const LIMIT = 80;
/** How many are kept for the next visit: all are written again after each step. */
const KEPT = 20;

/** What can be taken back, and what was. `T` is all of the work at one time; its values are never changed in place. */
interface Steps<T> {
  /**
   * The work is about to change. What was taken back is gone then.
   *
   * @param before the work as it is now
   * @param slider the control that changes it, where it is one that moves through many values. Its changes in a row
   *   are one step.
   */
  record(before: T, slider?: string): void;
  /** What comes now is another step, even if it is the same slider. */
  end(): void;
  /** @returns the work before the last step; undefined where there is none */
  undo(now: T): T | undefined;
  /** @returns the work after the step that was taken back last; undefined where there is none */
  redo(now: T): T | undefined;
  clear(): void;
  /** @returns the newest steps, to keep them for the next visit; or all of them */
  newest(which?: 'all'): KeptSteps<T>;
  /** Put the steps of an earlier visit before those that were taken by now. */
  restore(kept: KeptSteps<T>): void;
  /** The last step did not come about: all is as it was before it. */
  takeBack(before: KeptSteps<T>): void;
  /** @returns a number that is another one after each step, also after one that was taken back */
  count(): number;
}

/** The oldest step first; of those that were taken back, the one that was taken back last is the last. */
export interface KeptSteps<T> {
  readonly past: readonly T[];
  readonly future: readonly T[];
}

export interface StepsState {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** @param onChange is told what is possible, whenever that may have changed */
export function createSteps<T>(
  onChange: (state: StepsState) => void,
  limit: number = LIMIT,
): Steps<T> {
  let past: readonly T[] = [];
  let future: readonly T[] = [];
  let moving: string | undefined;
  let count = 0;

  function become(nextPast: readonly T[], nextFuture: readonly T[], slider?: string) {
    [past, future, moving] = [nextPast.slice(-limit), nextFuture, slider];
    count += 1;
    onChange({ canUndo: past.length > 0, canRedo: future.length > 0 });
  }

  return {
    record(before, slider) {
      if (slider === undefined || slider !== moving) become([...past, before], [], slider);
    },
    end: () => (moving = undefined),
    undo(now) {
      const before = past.at(-1);
      if (before !== undefined) become(past.slice(0, -1), [...future, now]);
      return before;
    },
    redo(now) {
      const after = future.at(-1);
      if (after !== undefined) become([...past, now], future.slice(0, -1));
      return after;
    },
    clear: () => become([], []),
    newest: (which) =>
      which === 'all' ? { past, future } : { past: past.slice(-KEPT), future: future.slice(-KEPT) },
    restore(kept) {
      // A step that was taken by now takes the place of what could be redone.
      const isNew = past.length > 0;
      become([...kept.past, ...past], isNew ? future : kept.future);
    },
    takeBack: ({ past, future }) => become(past, future),
    count: () => count,
  };
}

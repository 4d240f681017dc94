import type { Mask } from '../../picture/index.ts';
import type { Photo, Settings } from '../shared/index.ts';
import { createResults, type Result, type ResultKeeper } from './results.ts';
import { createSteps, type StepsState } from './steps.ts';
import type { StylizeStore } from './stylizePage.ts';

/** All that the visitor has made on the page. */
export interface Snapshot {
  readonly settings: Settings;
  readonly mask: Mask | undefined;
}

/** What the visitor did with the open photo, and what came of it. */
export interface History extends StepsState {
  /** The newest first. */
  readonly results: readonly Result[];
  /** The one of them that is on the page. */
  readonly shown?: Result | undefined;
}

export const NO_HISTORY: History = { canUndo: false, canRedo: false, results: [] };

export interface HistoryActions {
  /** Take the last step back: of the settings or of the mask. */
  undo(): void;
  redo(): void;
  /** What comes now is another step: the visitor has begun to press something. */
  endStep(): void;
  /** Go to the settings and the mask of a result, in a step. */
  bringBack(result: Result): void;
  /** The photo that was just opened comes with settings and a mask of its own: that is no step. */
  startFrom(snapshot: Snapshot): void;
}

interface Needs {
  readonly store: StylizeStore;
  readonly keeper?: ResultKeeper | undefined;
  /** Make these settings the page's, without a step. */
  readonly show: (settings: Settings) => void;
  /** Forget the stroke of the mask that is being drawn. */
  readonly dropStroke: () => void;
}

/** Keeps the steps of the visitor and the results in the field `history` of the state. */
export function createHistory({ store, keeper, show, dropStroke }: Needs) {
  const { getState: get, setState: set } = store;
  const change = (changes: Partial<History>) => set({ history: { ...get().history, ...changes } });
  const steps = createSteps<Snapshot>(change);
  const results = createResults({ store, keeper, change, step: steps.count, take });
  /** The mask changes, and that is no step. */
  let quiet = false;

  function take(): Snapshot {
    const { settings, mask } = get();
    return { settings, mask };
  }

  store.subscribe((now, { mask, settings }) => {
    if (now.mask !== mask && !quiet) steps.record({ settings, mask });
  });

  function setMask(mask: Mask | undefined) {
    dropStroke();
    quiet = true;
    set({ mask });
    quiet = false;
  }

  function goTo(snapshot: Snapshot | undefined) {
    if (!snapshot) return;
    setMask(snapshot.mask);
    show(snapshot.settings);
  }

  const actions: HistoryActions = {
    undo: () => goTo(steps.undo(take())),
    redo: () => goTo(steps.redo(take())),
    endStep: steps.end,
    bringBack(result) {
      if (result === get().history.shown) return;
      steps.record(take());
      goTo(result);
    },
    startFrom(snapshot) {
      goTo(snapshot);
      steps.clear();
    },
  };

  return {
    actions,
    /** The settings of the page are about to change. */
    record(next: Settings) {
      const { settings } = get();
      const changed = changedOf(settings, next);
      if (changed.length > 0) steps.record(take(), sliderOf(settings, next, changed));
    },
    /** Another photo is open, or none: what was done belongs to the one before, and so does its mask. */
    begin(photo: Photo | undefined, restored: boolean) {
      setMask(undefined);
      steps.clear();
      results.begin(photo, restored);
    },
  };
}

type Name = keyof Settings;

const changedOf = (a: Settings, b: Settings): readonly Name[] =>
  (Object.keys(b) as Name[]).filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));

/** @returns the slider that makes one of two settings of the other: one number changes, or only the shares of a mix */
function sliderOf(a: Settings, b: Settings, changed: readonly Name[]): string | undefined {
  const ids = ({ mix }: Settings) => mix.map(({ style }) => style).join();
  if (changed.every((name) => name === 'style' || name === 'mix')) {
    return ids(a) && ids(a) === ids(b) ? 'shares' : undefined;
  }
  const [only] = changed;
  const isNumber = only && typeof a[only] === 'number' && typeof b[only] === 'number';
  return changed.length === 1 && isNumber ? only : undefined;
}

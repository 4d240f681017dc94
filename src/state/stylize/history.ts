import { isSameCrop, isSameMask, moveMask, type Crop, type Mask } from '../../picture/index.ts';
import type { Photo, Settings } from '../shared/index.ts';
import { createResults, type Result, type ResultKeeper } from './results.ts';
import { createSteps, type KeptSteps, type StepsState } from './steps.ts';
import type { StylizeStore } from './stylizePage.ts';

/** All that the visitor has made on the page. */
export interface Snapshot {
  readonly settings: Settings;
  readonly mask: Mask | undefined;
  /** The part of the photo that is painted; the whole without one. */
  readonly crop?: Crop | undefined;
}

/** What the visitor did with the open photo, and what came of it. */
export interface History extends StepsState {
  /** The newest first. */
  readonly results: readonly Result[];
  /** The one of them that is on the page. */
  readonly shown?: Result | undefined;
}

/** What the visitor has made of a photo, by which it can be put back. */
export interface Work {
  readonly settings: Settings;
  readonly mask: Mask | undefined;
  readonly steps: KeptSteps<Snapshot>;
  readonly results: readonly Result[];
}

export const NO_HISTORY: History = { canUndo: false, canRedo: false, results: [] };

export interface HistoryActions {
  /** Take the last step back: of the settings or of the mask. */
  undo(): void;
  redo(): void;
  /** What comes now is another step: the visitor has begun to press something. */
  endStep(): void;
  /** Go to the settings, the mask and the crop of a result, in a step. */
  bringBack(result: Result): void;
  /** The photo that was just opened comes with settings and a mask of its own: that is no step. */
  startFrom(snapshot: Snapshot): void;
}

interface Needs {
  readonly store: StylizeStore;
  readonly keeper?: ResultKeeper | undefined;
  /** Make these settings the page's, without a step. */
  readonly show: (settings: Settings) => void;
  /** Have another part of the photo opened. */
  readonly crop: (crop: Crop | undefined) => Promise<void>;
  /** Forget the stroke of the mask that is being drawn. */
  readonly dropStroke: () => void;
}

/** Keeps the steps of the visitor and the results in the field `history` of the state. */
export function createHistory({ store, keeper, show, crop, dropStroke }: Needs) {
  const { getState: get, setState: set } = store;
  const change = (changes: Partial<History>) => set({ history: { ...get().history, ...changes } });
  const steps = createSteps<Snapshot>((state) => {
    change(state);
    // After the step itself: what is kept is what it leads to.
    queueMicrotask(results.stepped);
  });
  const results = createResults({
    ...{ store, keeper, change, take, step: steps.count, steps: steps.newest },
    bring,
  });
  /** The mask changes, and that is no step. */
  let quiet = false;

  /** What the page becomes once another part of the photo is there: the mask belongs to that. */
  let coming: Snapshot | undefined;

  function take(): Snapshot {
    if (coming) return coming;
    const { settings, mask, stage } = get();
    const crop = stage.status === 'empty' ? undefined : stage.photo.crop;
    return { settings, mask, ...(crop && { crop }) };
  }

  store.subscribe((now, { mask, settings }) => {
    if (now.mask !== mask && !quiet) steps.record({ ...take(), settings, mask });
  });

  function setMask(mask: Mask | undefined) {
    dropStroke();
    quiet = true;
    set({ mask });
    quiet = false;
  }

  function bring(kept: Pick<Work, 'mask' | 'steps'>) {
    setMask(kept.mask);
    steps.restore(kept.steps);
  }

  /** @param step takes a step, and returns where it leads to. It is taken back where that can't be opened. */
  function move(step: () => Snapshot | undefined) {
    const before = steps.newest('all');
    goTo(step(), before);
  }

  function goTo(snapshot: Snapshot | undefined, before?: KeptSteps<Snapshot>) {
    if (!snapshot) return;
    const { stage } = get();
    const isThere = stage.status === 'empty' || isSameCrop(stage.photo.crop, snapshot.crop);
    if (isThere) {
      coming = undefined;
      setMask(snapshot.mask);
      show(snapshot.settings);
    } else coming = snapshot;
    // Where it is there already, another one may be on its way that is no longer wanted.
    const [asked, count] = [coming, steps.count()];
    // The file may be gone by now. Then the page stays as it is.
    void crop(snapshot.crop).finally(() => {
      if (!asked || coming !== asked) return;
      coming = undefined;
      if (before && steps.count() === count) steps.takeBack(before);
    });
  }

  const actions: HistoryActions = {
    undo: () => move(() => steps.undo(take())),
    redo: () => move(() => steps.redo(take())),
    endStep: steps.end,
    bringBack(result) {
      if (result === get().history.shown) return;
      move(() => {
        steps.record(take());
        return result;
      });
    },
    startFrom(snapshot) {
      // It was open before, and came with its steps.
      if (isSame(take(), snapshot)) return;
      const { canUndo, canRedo } = get().history;
      if (canUndo || canRedo) {
        // It came with its steps, and was given other settings since then: those are the newest step.
        move(() => {
          steps.record(take());
          return snapshot;
        });
        return;
      }
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
      if (coming) coming = { ...coming, settings: next };
    },
    /** Paint another part of the photo, in a step. The mask stays where it is on the photo. */
    cropTo(next: Crop) {
      const { stage } = get();
      if (stage.status === 'empty') return;
      const now = take();
      const { whole } = stage.photo;
      const mask = now.mask && moveMask(now.mask, whole, now.crop, next);
      move(() => {
        steps.record(now);
        return { ...now, mask, crop: next };
      });
    },
    /** Another part of the photo is there. */
    arrive() {
      const snapshot = coming;
      coming = undefined;
      if (!snapshot) return;
      setMask(snapshot.mask);
      show(snapshot.settings);
    },
    /** @returns what was made of the open photo by now */
    work(): Work {
      const { settings, mask, history } = get();
      return { settings, mask, steps: steps.newest('all'), results: history.results };
    },
    /**
     * Another photo is open, or none: what was done belongs to the one before, and so does its mask.
     *
     * @param work what was made of this photo before, where it is put back
     */
    begin(photo: Photo | undefined, restored: boolean, work?: Work) {
      coming = undefined;
      setMask(undefined);
      steps.clear();
      results.begin(photo, restored, work?.results);
      if (!work) return;
      bring(work);
      show(work.settings);
    },
  };
}

const isSame = (a: Snapshot, b: Snapshot): boolean =>
  changedOf(a.settings, b.settings).length === 0 &&
  isSameMask(a.mask, b.mask) &&
  isSameCrop(a.crop, b.crop);

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

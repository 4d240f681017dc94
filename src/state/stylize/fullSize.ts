import { becomes, lastResult, type AppFault } from '../shared/index.ts';
import { isPutOff, isUnfinished, smallSize } from './refining.ts';
import type { Finished, StylizeActions, StylizeState, StylizeStore } from './stylizePage.ts';

interface Dependencies {
  readonly stylize: {
    readonly store: StylizeStore;
    readonly actions: Pick<StylizeActions, 'finished'>;
  };
  readonly notify: (fault: AppFault) => void;
  /** Is told when something begins to wait, and when nothing waits any more. */
  readonly onChange: (waiting: boolean) => void;
}

/** Has what is saved wait until the painting on the page has the size of its file, and its fine strokes. */
export function createFullSize({ stylize, notify, onChange }: Dependencies) {
  const { store, actions } = stylize;
  let job = new AbortController();
  let waiting = 0;

  /** Whether the painting is to get more: now, or once the machine is free for it again. */
  const isOnItsWay = (state: StylizeState) => isUnfinished(state) || isPutOff(state);

  /**
   * @returns what is to be saved: at once where it gets no more, else when all is there. Undefined where there is
   * nothing, where waiting was cancelled, and where it does not come: that is told.
   */
  async function finished(): Promise<Finished | undefined> {
    const painting = lastResult(store.getState().stage);
    if (!isUnfinished(store.getState())) return actions.finished();
    const { signal } = job;
    if (++waiting === 1) onChange(true);
    try {
      // Fine strokes begin right after it is enlarged.
      while (isOnItsWay(store.getState())) {
        await becomes(store, (state) => !isOnItsWay(state), signal);
      }
      const state = store.getState();
      const isSame = lastResult(state.stage) === painting;
      const isBrokenOff = state.refined?.status === 'painting';
      if (isSame && !isBrokenOff && !smallSize(state)) return await actions.finished();
      // That it can't be enlarged is told already.
      if (!isSame || state.refined?.status !== 'failed') notify({ code: 'save/picture-changed' });
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      if (--waiting === 0) onChange(false);
    }
    return undefined;
  }

  /** Save nothing of what waits. */
  function cancel() {
    job.abort();
    job = new AbortController();
  }

  return { finished, cancel };
}

import { faultOf, type AppFault } from '../shared/index.ts';
import type { CompareStore } from './state.ts';
import type { Ready, Studio } from './studio.ts';
import { SIDES, type Outcome, type SideId, type Sides, type SideState } from './types.ts';

export const EMPTY: Sides<SideState> = { left: { status: 'empty' }, right: { status: 'empty' } };

interface Needs {
  readonly store: CompareStore;
  readonly studio: Studio;
  /** Undefined while the page is hidden, the engines are not there, or there is no photo. */
  readonly ready: () => Ready | undefined;
  readonly notify: (fault: AppFault) => void;
}

/** Paints the two sides, each on its own, and compares what comes out. */
export function createSides({ store, studio, ready, notify }: Needs) {
  const { getState: get, setState: set } = store;
  const jobs = { left: new AbortController(), right: new AbortController() };
  /** To be painted as soon as that is possible. */
  const due = new Set<SideId>();

  function show(side: SideId, state: SideState) {
    set({ sides: { ...get().sides, [side]: state }, comparison: undefined });
  }

  const running = () => SIDES.filter((side) => get().sides[side].status === 'running');

  function request(...sides: readonly SideId[]) {
    for (const side of sides) {
      jobs[side].abort();
      due.add(side);
    }
    work();
  }

  function work() {
    const now = ready();
    if (!now) return;
    const sides = [...due];
    due.clear();
    for (const side of sides) void paint(side, now);
  }

  async function paint(side: SideId, now: Ready) {
    jobs[side] = new AbortController();
    const { signal } = jobs[side];
    const choice = now.settings[side];
    const previous = lastOutcome(get().sides[side]);
    // An update of a job that is no longer the side's is dropped.
    const tell = (state: SideState) => !signal.aborted && show(side, state);
    try {
      const outcome = await studio.paint(now, choice, signal, (progress) =>
        tell({ status: 'running', progress, previous }),
      );
      tell({ status: 'shown', outcome });
    } catch (error) {
      tell({ status: 'failed', problem: faultOf(error), previous });
    }
    await compare();
  }

  async function compare() {
    const outcomes = shownOutcomes();
    if (!outcomes || get().comparison) return;
    const [left, right] = outcomes;
    const comparison = await studio.compare(left, right).catch((error: unknown) => {
      notify(faultOf(error));
      return undefined;
    });
    // They may have been swapped meanwhile, which changes nothing, or be others by now.
    const [a, b] = shownOutcomes() ?? [];
    if ((a === left && b === right) || (a === right && b === left)) set({ comparison });
  }

  function shownOutcomes(): readonly [Outcome, Outcome] | undefined {
    const { left, right } = get().sides;
    if (left.status !== 'shown' || right.status !== 'shown') return undefined;
    return [left.outcome, right.outcome];
  }

  function cancel() {
    for (const side of running()) {
      jobs[side].abort();
      show(side, { status: 'cancelled', previous: lastOutcome(get().sides[side]) });
    }
  }

  /** Stop for now; `work` goes on with it. */
  function suspend() {
    const sides = running();
    cancel();
    for (const side of sides) due.add(side);
  }

  /** After the states have changed sides: their jobs have not. */
  function restart() {
    const sides = running();
    for (const side of SIDES) jobs[side].abort();
    request(...sides);
  }

  /** Forget the pictures, and paint anew. */
  function reset() {
    studio.forget();
    set({ sides: EMPTY, comparison: undefined });
    request(...SIDES);
  }

  return { request, work, cancel, suspend, restart, reset };
}

/** The picture that a side shows now, whether it is of the present settings or not. */
export function lastOutcome(state: SideState): Outcome | undefined {
  if (state.status === 'empty') return undefined;
  return state.status === 'shown' ? state.outcome : state.previous;
}

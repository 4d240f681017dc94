import {
  createTask,
  faultOf,
  knownState,
  lastResult,
  type Progress,
  type TaskState,
} from '../shared/index.ts';
import type { PaintInputs } from './sidePainter.ts';
import type { ComparePart } from './state.ts';
import { SIDES, type Outcome, type SideId, type Sides, type SideState } from './types.ts';

export const EMPTY: Sides<SideState> = { left: { status: 'idle' }, right: { status: 'idle' } };

/** Paints the two sides, each on its own, and compares what comes out. */
export function createSides({ store, painter, inputs, notify }: ComparePart) {
  const { getState: get, setState: set } = store;
  const taskOf = (side: SideId) =>
    createTask<Outcome, Progress>((state) =>
      set({ sides: { ...get().sides, [side]: state }, comparison: undefined }),
    );
  const tasks = { left: taskOf('left'), right: taskOf('right') };
  /** To be painted as soon as that is possible. */
  const due = new Set<SideId>();

  const running = () => SIDES.filter((side) => tasks[side].state().status === 'running');

  /** Paint these sides, at once or as soon as that is possible. */
  function request(...sides: readonly SideId[]) {
    for (const side of sides) due.add(side);
    work();
  }

  function work() {
    const now = inputs();
    if (!now) return;
    const sides = [...due];
    due.clear();
    for (const side of sides) void paint(side, now);
  }

  async function paint(side: SideId, now: PaintInputs) {
    const choice = now.settings[side];
    const known = painter.known(now, choice);
    if (known) tasks[side].set(knownState(known));
    else {
      await tasks[side].start({ phase: 'prepare' }, (signal, tell) =>
        painter.paint(now, choice, signal, tell),
      );
    }
    await compare();
  }

  async function compare() {
    const outcomes = shownOutcomes();
    if (!outcomes || get().comparison) return;
    const [left, right] = outcomes;
    const comparison = await painter.compare(left, right).catch((error: unknown) => {
      notify(faultOf(error));
      return undefined;
    });
    // They may have been swapped meanwhile, which changes nothing, or be others by now.
    const [a, b] = shownOutcomes() ?? [];
    if ((a === left && b === right) || (a === right && b === left)) set({ comparison });
  }

  function shownOutcomes(): readonly [Outcome, Outcome] | undefined {
    const { left, right } = get().sides;
    if (left.status !== 'done' || right.status !== 'done') return undefined;
    return [left.result, right.result];
  }

  function cancel() {
    for (const side of SIDES) tasks[side].cancel();
  }

  /** Stop for now; `work` goes on with it. */
  function suspend() {
    const sides = running();
    cancel();
    for (const side of sides) due.add(side);
  }

  /** Change the sides' places, after the settings have. Nothing is painted twice. */
  function swap() {
    const unfinished = running();
    const { comparison } = get();
    const { left, right } = get().sides;
    tasks.left.set(stopped(right));
    tasks.right.set(stopped(left));
    set({ comparison });
    request(...unfinished.map(otherThan));
  }

  /** Forget the pictures, and paint again. */
  function reset() {
    painter.forget();
    for (const side of SIDES) tasks[side].reset();
    request(...SIDES);
  }

  return { request, work, cancel, suspend, swap, reset };
}

export const otherThan = (side: SideId): SideId => (side === 'left' ? 'right' : 'left');

/** The state of work that goes on elsewhere. */
function stopped<T>(state: TaskState<T, unknown>) {
  if (state.status !== 'running') return state;
  return { status: 'cancelled', previous: lastResult(state) } as const;
}

import { createTask, knownState, lastResult } from '../shared/index.ts';
import { DEFAULT_RUNS, runBenchmark } from './benchmark.ts';
import type { ComparePart } from './state.ts';
import { timedModel } from './timedModel.ts';
import {
  lookOf,
  type BenchmarkProgress,
  type SideChoice,
  type SideId,
  type SideMeasurement,
  type Sides,
} from './types.ts';

/** Times the two sides on the photo, when nothing else is being painted. */
export function createSideBenchmark({ store, painter, inputs, draw, tab }: ComparePart) {
  const task = createTask<Sides<SideMeasurement>, BenchmarkProgress<SideId>>((benchmark) =>
    store.setState({ benchmark }),
  );

  async function measure(runs = DEFAULT_RUNS) {
    const now = inputs();
    if (!now) return;
    // Each side as a whole, and by layer.
    const start = { done: 0, total: 4 * runs, measured: {} };
    await task.start({ ...start, phase: 'waiting' }, (signal, onProgress) =>
      painter.inTurn(signal, async () => {
        onProgress({ ...start, phase: 'measuring' });
        const { left, right } = now.settings;
        const fit = (choice: SideChoice) =>
          painter.pictures.fit(now.photo.bitmap, lookOf(now.settings, choice).size);
        const models = {
          left: timedModel('left', left, now, await fit(left), draw),
          right: timedModel('right', right, now, await fit(right), draw),
        };
        return runBenchmark({ models, tab, runs, signal, onProgress });
      }),
    );
  }

  /** The sides have changed places, and their figures go with them. */
  function swap() {
    const last = lastResult(task.state());
    // A problem would name the wrong side now.
    task.set(knownState(last && { left: last.right, right: last.left }));
  }

  /** Stop for now. @returns what begins it again; undefined where nothing was running */
  const suspend = () => task.suspend(() => void measure());

  // Cancelled, the earlier figures are shown again.
  return { measure, cancel: task.giveUp, suspend, swap, outdate: task.outdate };
}

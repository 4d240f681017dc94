import type { Job, LoadFacts, RunUpdate, Stylizer } from '../../engine/index.ts';
import type { Pixels } from '../../picture/index.ts';
import { oneHot, sentence } from '../shared/index.ts';
import type { Contestant } from './benchmark.ts';
import type { Draw } from './draw.ts';
import type { Ready } from './studio.ts';
import type { SideChoice } from './types.ts';

/** A model on an executor for the benchmark; `name` is how its problems begin, if it has one. */
export function contestant(
  name: string | undefined,
  { model, executor }: SideChoice,
  now: Ready,
  picture: Pixels,
  draw: Draw,
): Contestant {
  const style = oneHot(now.settings.style, now.manifest);
  // Each time anew: a worker may have been replaced.
  const engine = () => now.engines.get(executor);

  async function run(measure: Job['measure'], signal: AbortSignal) {
    const job: Job = { model, style, picture, measure };
    for await (const update of (await engine()).run(job, signal)) {
      if (update.type === 'result') return update;
    }
    throw new Error('The painting did not arrive. Try again.');
  }

  async function named<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      const problem = sentence(error);
      throw new Error(name ? `${name}: ${problem}` : problem, { cause: error });
    }
  }

  return {
    prepare: (signal) => named(signal, async () => load(await engine(), model, signal)),
    runOnce: (signal) =>
      named(signal, async () => {
        const result = await run('parts', signal);
        return {
          run: timed(result, draw(result.picture)),
          ranOn: result.executor,
          peak: result.peak,
        };
      }),
    runLayers: (signal) => named(signal, async () => (await run('layers', signal)).layers),
  };
}

async function load(stylizer: Stylizer, model: string, signal: AbortSignal): Promise<LoadFacts> {
  let facts: LoadFacts | undefined;
  for await (const progress of stylizer.load(model, signal)) facts = progress.facts ?? facts;
  if (facts) return facts;
  throw new Error('The network did not get ready. Try again.');
}

/** The engine's parts and the page's; the way of the pixels between the two is in neither. */
function timed({ ms, parts }: Extract<RunUpdate, { type: 'result' }>, draw: number) {
  const { upload, inference, readback } = parts ?? { upload: 0, inference: ms, readback: 0 };
  return { upload, inference, readback, draw, total: ms + draw };
}

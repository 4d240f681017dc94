import type { Job, LoadFacts, RunUpdate, Stylizer } from '../../engine/index.ts';
import type { Pixels } from '../../picture/index.ts';
import { faultOf, mixOf, PageProblem } from '../shared/index.ts';
import type { TimedModel } from './benchmark.ts';
import type { Draw } from './draw.ts';
import type { PaintInputs } from './sidePainter.ts';
import { lookOf, type SideChoice, type SideId } from './types.ts';

/** A model on an executor, for the benchmark. Its problems name `side`, where it is on one. */
export function timedModel(
  side: SideId | undefined,
  choice: SideChoice,
  inputs: PaintInputs,
  picture: Pixels,
  draw: Draw,
): TimedModel {
  const { model, executor } = choice;
  // Asked for before each run: a worker may have been replaced.
  const engine = () => inputs.engines.get(executor);

  async function run(measure: Job['measure'], signal: AbortSignal) {
    const style = mixOf(lookOf(inputs.settings, choice), inputs.manifest, model);
    const job: Job = { model, style, picture, measure };
    for await (const update of (await engine()).run(job, signal)) {
      if (update.type === 'result') return update;
    }
    throw new PageProblem({ code: 'paint/nothing-arrived' });
  }

  async function naming<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!side) throw error;
      throw new PageProblem(
        { code: 'compare/side', side, fault: faultOf(error) },
        { cause: error },
      );
    }
  }

  return {
    prepare: (signal) => naming(signal, async () => load(await engine(), model, signal)),
    runOnce: (signal) =>
      naming(signal, async () => {
        const result = await run('parts', signal);
        return {
          run: timed(result, draw(result.picture)),
          ranOn: result.executor,
          peak: result.peak,
        };
      }),
    runLayers: (signal) => naming(signal, async () => (await run('layers', signal)).layers),
  };
}

async function load(stylizer: Stylizer, model: string, signal: AbortSignal): Promise<LoadFacts> {
  let facts: LoadFacts | undefined;
  for await (const progress of stylizer.load(model, signal)) facts = progress.facts ?? facts;
  if (facts) return facts;
  throw new PageProblem({ code: 'compare/network-not-ready' });
}

/** The engine's parts and the page's; the way of the pixels between the two is in neither. */
function timed({ ms, parts }: Extract<RunUpdate, { type: 'result' }>, draw: number) {
  const { upload, inference, readback } = parts ?? { upload: 0, inference: ms, readback: 0 };
  return { upload, inference, readback, draw, total: ms + draw };
}

import { pause } from '../../channel/index.ts';
import { convolutionWork, sizeMultiple } from '../../network/index.ts';
import { canaryImage, firstRow } from '../executors/canary.ts';
import type { PreparedModel, RunResult } from '../executors/executor.ts';
import type { LoadedModel } from '../weights/load.ts';

/** Share of a network's multiply-adds that lie before each convolution, 0..1. */
export function workBefore({ spec }: Pick<LoadedModel, 'spec'>): number[] {
  const work = convolutionWork(spec, sizeMultiple(spec), sizeMultiple(spec));
  const total = work.reduce((sum, own) => sum + own, 0);
  let before = 0;
  return work.map((own) => {
    const share = before / total;
    before += own;
    return share;
  });
}

/**
 * The smallest picture compiles every shader, so that the first real one does not wait for it.
 * @returns the painting of the canary
 */
export async function warmUp(model: LoadedModel, prepared: PreparedModel): Promise<RunResult> {
  const onLayer = () => pause();
  return prepared.run(canaryImage(model.spec), firstRow(model.styles), { onLayer });
}

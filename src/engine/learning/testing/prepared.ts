import type { Ops } from '../../executors/ops.ts';
import { BASE, manifest } from '../../testing/node.ts';
import { loadModel } from '../../weights/load.ts';
import { loadLossWeights } from '../lossFiles.ts';
import { prepareLossNetworks } from '../objective.ts';
import { preparePainter } from '../painter.ts';

/** A model of models/ and the loss networks, ready for steps of learning. `fetch` has to be that of `modelServer`. */
export async function prepared<T>(ops: Ops<T>, id: string) {
  const entry = manifest.models.find((model) => model.id === id);
  if (!entry || !manifest.loss)
    throw new Error(`There is no model ${id}, or there are no loss networks.`);
  const model = await loadModel(entry, BASE, () => {});
  const weights = await loadLossWeights(manifest.loss, BASE, () => {});
  const painter = preparePainter(ops, model.spec, model.weights);
  return { model, painter, networks: prepareLossNetworks(ops, weights) };
}

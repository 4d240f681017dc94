import { convolutions } from '../../network/index.ts';
import type { Manifest } from '../manifest.ts';
import { EngineProblem } from '../problems.ts';
import { checkStyle, mixedRow } from '../rowMix.ts';
import type { Job, StyleRow } from '../stylizer.ts';
import { loadModel } from '../weights/load.ts';

/**
 * The mix of a model's style rows, from its files. Rejects with EngineProblem: there is no such model, it does not
 * arrive, or the mix is not of its rows.
 */
export async function loadStyleRow(
  { model: id, style }: Pick<Job, 'model' | 'style'>,
  manifest: Manifest,
  base: string,
): Promise<StyleRow> {
  const entry = manifest.models.find((model) => model.id === id);
  if (!entry) throw new EngineProblem({ code: 'engine/unknown-model', model: id });
  const model = await loadModel(entry, base, () => {});
  checkStyle({ style }, model);
  const convs = convolutions(model.spec);
  const parts = mixedRow(convs, model.weights, style);
  const all = parts.map((part, at) => ({ name: convs[at]?.name ?? '', ...part }));
  const layers = all.filter((_, at) => convs[at]?.normalized);
  return { sha256: entry.sha256, layers };
}

import { convolutions } from '../../network/index.ts';
import type { Manifest } from '../manifest.ts';
import { EngineProblem } from '../problems.ts';
import { checkStyle } from '../styleRows.ts';
import type { Job, StyleRow } from '../stylizer.ts';
import type { Weight } from '../weights/decode.ts';
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
  // Loading has checked that they are all there.
  const mixed = (name: string) => mixedRow(model.weights.get(name) as Weight, style);
  const layers = convolutions(model.spec).map(({ name }) => ({
    name,
    scale: mixed(`${name}/scale`),
    shift: mixed(`${name}/shift`),
  }));
  return { sha256: entry.sha256, layers };
}

/** @returns the sum of a weight's rows [rows, channels], each times its share */
function mixedRow({ shape, values }: Weight, shares: readonly number[]): Float32Array {
  const channels = shape[1] ?? 0;
  const mixed = new Float32Array(channels);
  for (const [row, share] of shares.entries()) {
    if (share === 0) continue;
    for (let c = 0; c < channels; c++) {
      mixed[c] = (mixed[c] as number) + share * (values[row * channels + c] as number);
    }
  }
  return mixed;
}

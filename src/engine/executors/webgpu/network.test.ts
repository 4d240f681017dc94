/** The networks on Dawn's SwiftShader, against PyTorch. */
import { describe, expect, it, vi } from 'vitest';
import { smallestSide } from '../../../network/index.ts';
import { ANY_NETWORK, toFloats } from '../../host/pad.ts';
import { BASE, goldens, mixOf, modelServer, networkOf, readPng } from '../../testing/node.ts';
import { loadModel } from '../../weights/load.ts';
import { entryOf, goldenDifference } from '../../testing/difference.ts';
import { prepareNetwork } from './network.ts';
import { imageOf, modelOf, OPTIONS, gpuForTests } from './testing/made.ts';
import { directTile } from './tiles.ts';

const gpu = gpuForTests();

describe.each(['original', 'compressed'])('%s', (id) => {
  const fitting = goldens.filter(({ model }) => model.startsWith(id));

  it.each(fitting.map((golden) => [golden.model, golden.style, golden.photo, golden] as const))(
    '%s paints %s of %s as PyTorch does',
    async (_model, _style, _photo, golden) => {
      vi.stubGlobal('fetch', modelServer().fetch);
      const image = toFloats(readPng(`e2e/goldens/${golden.photo}`), ANY_NETWORK);
      const prepared = await prepareNetwork(
        await loadModel(entryOf(golden), BASE, () => {}),
        gpu(),
        {
          ...OPTIONS,
          tileOf: directTile,
        },
      );
      const { values } = await prepared.run(image, mixOf(golden));
      prepared.dispose();
      expect(goldenDifference(values, image.width, golden)).toBeLessThan(1e-3);
    },
  );

  it('has no holes in pictures that are black, white or noise', async () => {
    const spec = networkOf(id);
    const prepared = await prepareNetwork(modelOf(spec, 5), gpu(), {
      ...OPTIONS,
      tileOf: directTile,
    });
    const side = smallestSide(spec);
    const length = side * side * 3;
    for (const values of [
      new Float32Array(length),
      new Float32Array(length).fill(1),
      imageOf(side, side, 6).values,
    ]) {
      const result = await prepared.run({ width: side, height: side, values }, [1]);
      expect(result.values.every((value) => value >= 0 && value <= 1)).toBe(true);
    }
    prepared.dispose();
  });
});

import type { LayerCost } from '../../network/index.ts';
import { pairLayers } from '../../state/compare/figures.ts';
import { against, count, duration, FASTER, FEWER, large, type Words } from '../format.ts';
import { LayerBars, total, type LayerQuantity, type LayerValue } from './LayerBars.tsx';
import { LayerTable } from './LayerTable.tsx';
import { Section } from './Section.tsx';
import { mapSides, type Sides } from './sides.ts';

interface Props {
  readonly names: Sides<string>;
  /** Of a picture of the present size; none where they are not known. */
  readonly layers: Sides<readonly LayerCost[]>;
  /** Measured milliseconds by layer. */
  readonly times: Sides<Readonly<Record<string, number>> | undefined>;
}

/** Where the weights and the time go, and which layers made the difference. */
export function LayersPanel({ names, layers, times }: Props) {
  const pairs = pairLayers(layers);
  const changed = new Set(
    pairs.rows
      .filter(({ left, right }) => left && right && left.kernel !== right.kernel)
      .map(({ layer }) => layer),
  );
  const of = (quantity: 'weights' | 'multiplyAdds') =>
    mapSides(layers, (rows) => rows.map((row) => ({ layer: row.layer, value: row[quantity] })));
  const quantities = [
    quantity('Weights', of('weights'), count, FEWER),
    quantity('Multiply-adds', of('multiplyAdds'), large, FEWER),
  ];
  if (times.left && times.right) {
    const measured = mapSides({ left: times.left, right: times.right }, (ms) =>
      Object.entries(ms).map(([layer, value]) => ({ layer, value })),
    );
    quantities.push(quantity('Time', measured, duration, FASTER));
  }
  return (
    <Section
      title="Layer by layer"
      about={
        <>
          <p>
            A network is a row of layers, and most of its weights are in the blocks in the middle. A
            1×1 kernel has a ninth of the weights of a 3×3 one, but mixes the channels of one pixel
            only. So the compressed network shifts half of its channels: it reads them from pixels
            around, which takes no weight.
          </p>
          <p>
            {times.left && times.right
              ? 'The time of a layer is that of one run with a wait after each layer, so their sum is not quite that of a run.'
              : 'Measure both, and the time of each layer is shown here, too.'}
          </p>
        </>
      }
    >
      <LayerBars names={names} quantities={quantities} changed={changed} />
      <LayerTable names={names} pairs={pairs} changed={changed} />
    </Section>
  );
}

function quantity(
  title: string,
  values: Sides<readonly LayerValue[]>,
  show: (value: number) => string,
  words?: Words,
): LayerQuantity {
  const { left, right } = mapSides(values, total);
  return { title, values, show, ratio: against(left, right, words) };
}

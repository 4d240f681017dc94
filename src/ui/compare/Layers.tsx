import { Fragment } from 'react';
import type { LayerCost } from '../../network/index.ts';
import { type LayerPairs, pairLayers, type Sides, SIDES } from '../../state/compare/index.ts';
import { share } from '../../state/shared/index.ts';
import { against, count, duration, large, percent, type LessAndMore } from '../shared/format.ts';
import { words } from '../words/compare.ts';
import { Chapter } from './Chapter.tsx';
import { SideHeads } from './FiguresTable.tsx';
import styles from './Layers.module.css';
import { mapSides } from './sides.ts';
import { WideTable } from './WideTable.tsx';

interface Props {
  readonly names: Sides<string>;
  /** The layers of each side for a picture of the present size; empty if they are not known. */
  readonly layers: Sides<readonly LayerCost[]>;
  /** Milliseconds by layer, whose sum is the time of the network. */
  readonly times: Sides<Readonly<Record<string, number>> | undefined>;
  /** How fast the right network is against the left one; undefined where that was not measured. */
  readonly speed: string | undefined;
}

/** How weights, multiply-adds and time divide among the layers, and which layers differ. */
export function Layers({ names, layers, times, speed }: Props) {
  const pairs = pairLayers(layers);
  const changed = new Set(
    pairs.rows
      .filter(({ left, right }) => left && right && left.kernel !== right.kernel)
      .map(({ layer }) => layer),
  );
  const of = (quantity: 'weights' | 'multiplyAdds') =>
    mapSides(layers, (rows) => rows.map((row) => ({ layer: row.layer, value: row[quantity] })));
  const quantities = [
    quantity(words.compare.layers.weights, of('weights'), count, words.shared.ratio.count),
    quantity(
      words.compare.layers.multiplyAdds,
      of('multiplyAdds'),
      large,
      words.shared.ratio.count,
    ),
  ];
  if (times.left && times.right && speed !== undefined) {
    const measured = mapSides({ left: times.left, right: times.right }, (ms) =>
      Object.entries(ms).map(([layer, value]) => ({ layer, value })),
    );
    const title = words.compare.layers.time;
    quantities.push({ title, values: measured, show: duration, ratio: speed });
  }
  return (
    <Chapter
      title={words.compare.layers.title}
      about={
        <>
          <p>{words.compare.layers.about}</p>
          <p>
            {times.left && times.right ? words.compare.layers.timed : words.compare.layers.notTimed}
          </p>
        </>
      }
    >
      <LayerBars names={names} quantities={quantities} changed={changed} />
      <LayerTable names={names} pairs={pairs} changed={changed} />
    </Chapter>
  );
}

function quantity(
  title: string,
  values: Sides<readonly LayerValue[]>,
  show: (value: number) => string,
  lessAndMore?: LessAndMore,
): LayerQuantity {
  const { left, right } = mapSides(values, total);
  return { title, values, show, ratio: against(left, right, lessAndMore) };
}

/** A quantity of both networks, by layer. */
interface LayerQuantity {
  readonly title: string;
  /** "4.6× less" */
  readonly ratio: string;
  readonly values: Sides<readonly LayerValue[]>;
  readonly show: (value: number) => string;
}

interface LayerValue {
  readonly layer: string;
  readonly value: number;
}

interface LayerBarsProps {
  readonly names: Sides<string>;
  readonly quantities: readonly LayerQuantity[];
  /** The layers whose kernels differ. */
  readonly changed: ReadonlySet<string>;
}

/** @returns the sum over the layers */
const total = (values: readonly LayerValue[]) => values.reduce((sum, { value }) => sum + value, 0);

/** A bar for each quantity and network, with a piece for each layer. The bars of both networks have one scale. */
function LayerBars({ names, quantities, changed }: LayerBarsProps) {
  return (
    <div className={styles.quantities}>
      {quantities.map(({ title, ratio, values, show }) => {
        const longest = Math.max(total(values.left), total(values.right));
        return (
          <figure key={title} className={styles.quantity}>
            <figcaption>
              {title} <strong>{ratio}</strong>
            </figcaption>
            {SIDES.map((side) => (
              <div key={side} className={styles.row}>
                <span className="marked" data-side={side}>
                  {names[side]}
                </span>
                <div
                  className={`${styles.bar} ${styles[side]}`}
                  role="img"
                  aria-label={
                    values[side].map((v) => `${v.layer} ${show(v.value)}`).join(', ') ||
                    words.compare.layers.unknown
                  }
                >
                  {values[side].map(({ layer, value }) => (
                    <span
                      key={layer}
                      className={changed.has(layer) ? styles.changed : undefined}
                      style={{ width: `${100 * share(value, longest)}%` }}
                      title={`${layer}: ${show(value)}${words.shared.comma}${percent(share(value, total(values[side])))}`}
                    />
                  ))}
                </div>
                <span className={styles.total}>
                  {values[side].length > 0 ? show(total(values[side])) : '–'}
                </span>
              </div>
            ))}
          </figure>
        );
      })}
      {changed.size > 0 && (
        <ul className={styles.legend}>
          <li>
            <span className={styles.changed} />{' '}
            <span>{words.compare.layers.differs([...changed].join(', '))}</span>
          </li>
          <li>
            <span /> {words.compare.layers.same}
          </li>
        </ul>
      )}
    </div>
  );
}

interface LayerTableProps {
  readonly names: Sides<string>;
  readonly pairs: LayerPairs;
  /** The layers whose kernels differ. */
  readonly changed: ReadonlySet<string>;
}

/** The two costs of a layer. */
const COSTS = [
  { id: 'weights', title: 'weights', show: count },
  {
    id: 'multiplyAdds',
    title: 'multiplyAddsMillions',
    show: (value: number) => count(value / 1e6),
  },
] as const;

/** The table of the layers of both networks. Rows with different kernels are coloured. */
function LayerTable({ names, pairs: { rows, total }, changed }: LayerTableProps) {
  return (
    <WideTable label={words.compare.layers.region}>
      <table className={`table ${styles.table}`}>
        <caption className="visually-hidden">{words.compare.layers.caption}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {words.compare.layers.layer}
            </th>
            <th scope="col" rowSpan={2}>
              {words.compare.layers.kernel}
            </th>
            {COSTS.map(({ id, title }) => (
              <th key={id} scope="colgroup" colSpan={3}>
                {words.compare.layers[title]}
              </th>
            ))}
          </tr>
          <tr>
            {COSTS.map(({ id }) => (
              <Fragment key={id}>
                <SideHeads names={names} />
                <th scope="col">{words.compare.layers.reduction}</th>
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ layer, left, right, reduction, share }) => (
            <tr key={layer} className={changed.has(layer) ? styles.changed : undefined}>
              <th scope="row">{layer}</th>
              <td>
                <Kernel left={left?.kernel} right={right?.kernel} />
              </td>
              {COSTS.map(({ id, show }) => (
                <Fragment key={id}>
                  <Cost value={left?.[id]} share={share.left[id]} show={show} />
                  <Cost value={right?.[id]} share={share.right[id]} show={show} />
                  <td>{reduction?.[id] ? percent(reduction[id]) : '–'}</td>
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {words.compare.layers.total}
            </th>
            {COSTS.map(({ id, show }) => (
              <Fragment key={id}>
                <Cost value={total.left?.[id]} share={1} show={show} />
                <Cost value={total.right?.[id]} share={1} show={show} />
                <td>{total.reduction?.[id] ? percent(total.reduction[id]) : '–'}</td>
              </Fragment>
            ))}
          </tr>
        </tfoot>
      </table>
    </WideTable>
  );
}

interface CostProps {
  readonly value: number | undefined;
  /** Its share of the whole network, 0 to 1. */
  readonly share: number;
  readonly show: (value: number) => string;
}

function Cost({ value, share, show }: CostProps) {
  return (
    <td>
      <span>{value === undefined ? '–' : show(value)}</span>{' '}
      <span className={styles.share}>{value !== undefined && percent(share)}</span>
    </td>
  );
}

function Kernel({ left, right }: Sides<number | undefined>) {
  const size = (kernel: number | undefined) => (kernel ? `${kernel}×${kernel}` : '–');
  if (left === right || !left || !right) return <span>{size(left ?? right)}</span>;
  return (
    <>
      <span>{size(left)}</span> <span aria-label={words.compare.layers.becomes}>→</span>{' '}
      <strong>{size(right)}</strong>
    </>
  );
}

import { Fragment } from 'react';
import type { LayerPairs } from '../../state/compare/index.ts';
import { count, percent } from '../format.ts';
import { SideHeads } from './SideHeads.tsx';
import type { Sides } from './sides.ts';
import styles from './LayerTable.module.css';

interface Props {
  readonly names: Sides<string>;
  readonly pairs: LayerPairs;
  /** The layers whose kernels differ. */
  readonly changed: ReadonlySet<string>;
}

/** The two costs of a layer. */
const COSTS = [
  { id: 'weights', title: 'Weights', show: count },
  {
    id: 'multiplyAdds',
    title: 'Multiply-adds, millions',
    show: (value: number) => count(value / 1e6),
  },
] as const;

/** Layer by layer, before and after. The rows whose kernel changed are the ones that stand out. */
export function LayerTable({ names, pairs: { rows, total }, changed }: Props) {
  return (
    // Wider than a phone: it scrolls, for which the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Table of the layers">
      <table className={`table ${styles.table}`}>
        <caption className="visually-hidden">Kernel, weights and multiply-adds by layer</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Layer
            </th>
            <th scope="col" rowSpan={2}>
              Kernel
            </th>
            {COSTS.map(({ id, title }) => (
              <th key={id} scope="colgroup" colSpan={3}>
                {title}
              </th>
            ))}
          </tr>
          <tr>
            {COSTS.map(({ id }) => (
              <Fragment key={id}>
                <SideHeads names={names} />
                <th scope="col">Reduction</th>
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
              Total
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
    </div>
  );
}

interface CostProps {
  readonly value: number | undefined;
  /** Of the whole network. */
  readonly share: number;
  readonly show: (value: number) => string;
}

function Cost({ value, share, show }: CostProps) {
  return (
    <td>
      {value === undefined ? '–' : show(value)}{' '}
      <span className={styles.share}>{value !== undefined && percent(share)}</span>
    </td>
  );
}

function Kernel({ left, right }: Sides<number | undefined>) {
  const size = (kernel: number | undefined) => (kernel ? `${kernel}×${kernel}` : '–');
  if (left === right || !left || !right) return <>{size(left ?? right)}</>;
  return (
    <>
      {size(left)} <span aria-label="becomes">→</span> <strong>{size(right)}</strong>
    </>
  );
}

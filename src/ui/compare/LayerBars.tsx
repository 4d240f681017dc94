import { share } from '../../state/shared/index.ts';
import { percent } from '../format.ts';
import { SIDES, type Sides } from './sides.ts';
import styles from './LayerBars.module.css';

/** A quantity of both networks, divided among their layers. */
export interface LayerQuantity {
  readonly title: string;
  /** "4.6× less" */
  readonly ratio: string;
  readonly values: Sides<readonly LayerValue[]>;
  readonly show: (value: number) => string;
}

export interface LayerValue {
  readonly layer: string;
  readonly value: number;
}

interface Props {
  readonly names: Sides<string>;
  readonly quantities: readonly LayerQuantity[];
  /** The layers whose kernels differ. */
  readonly changed: ReadonlySet<string>;
}

const UNKNOWN = 'Not known';

/** Of a network. */
export const total = (values: readonly LayerValue[]) =>
  values.reduce((sum, { value }) => sum + value, 0);

/** Where weights, multiply-adds and time go: a bar a network, both on one scale, a piece a layer. */
export function LayerBars({ names, quantities, changed }: Props) {
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
                    values[side].map((v) => `${v.layer} ${show(v.value)}`).join(', ') || UNKNOWN
                  }
                >
                  {values[side].map(({ layer, value }) => (
                    <span
                      key={layer}
                      className={changed.has(layer) ? styles.changed : undefined}
                      style={{ width: `${100 * share(value, longest)}%` }}
                      title={`${layer}: ${show(value)}, ${percent(share(value, total(values[side])))}`}
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
            <span className={styles.changed} /> Layers whose kernel differs:{' '}
            {[...changed].join(', ')}
          </li>
          <li>
            <span /> Layers that are the same in both
          </li>
        </ul>
      )}
    </div>
  );
}

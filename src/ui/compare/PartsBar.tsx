import type { RunParts } from '../../engine/index.ts';
import { share } from '../../state/shared/index.ts';
import type { TimedRun } from '../../state/compare/index.ts';
import { SIDES, type Sides } from './sides.ts';
import styles from './PartsBar.module.css';

export type Part = keyof RunParts | keyof Pick<TimedRun, 'draw'>;

/** The parts of a run, in the order they come. */
export const PARTS: readonly {
  readonly id: Part;
  readonly title: string;
  readonly hint: string;
}[] = [
  { id: 'upload', title: 'Upload', hint: 'Pixels to the device' },
  { id: 'inference', title: 'Inference', hint: 'The network itself' },
  { id: 'readback', title: 'Readback', hint: 'Pixels back to the page' },
  { id: 'draw', title: 'Draw', hint: 'Pixels onto the canvas' },
];

/** How a run's time divides, both sides on one scale. The table beside it has the figures. */
export function PartsBar({ parts }: { parts: Sides<Readonly<Record<Part, number>>> }) {
  const total = (side: 'left' | 'right') => PARTS.reduce((sum, { id }) => sum + parts[side][id], 0);
  const longest = Math.max(total('left'), total('right'));
  return (
    <div aria-hidden className={styles.bars}>
      {SIDES.map((side) => (
        <div key={side} className={`${styles.bar} ${styles[side]}`}>
          {PARTS.map(({ id }) => (
            <span
              key={id}
              className={styles[id]}
              style={{ width: `${100 * share(parts[side][id], longest)}%` }}
            />
          ))}
        </div>
      ))}
      <ul className={styles.legend}>
        {PARTS.map(({ id, title }) => (
          <li key={id}>
            <span className={styles[id]} />
            {title}
          </li>
        ))}
      </ul>
    </div>
  );
}

import type { ReactNode } from 'react';
import { Divider } from '../shared/Divider.tsx';
import styles from './BeforeAndAfter.module.css';

interface Props {
  readonly label: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
  /** Where the divider starts, in percent. */
  readonly start: number;
  /** Whether the line of the divider is shown; there is no point in it before there is a painting. */
  readonly divided: boolean;
  /** Whether the divider takes the focus when the element that had it is gone. */
  readonly takesFocus?: boolean;
  /** One of the pictures is shown whole, and the divider is put away. It comes back where it was. */
  readonly only?: 'before' | 'after' | undefined;
}

/**
 * Two pictures of one size on top of each other, and a divider between them. They fill their parent, in which they may
 * be zoomed (zoomPan.ts).
 */
export function BeforeAndAfter({ label, before, after, only, ...divider }: Props) {
  const { start, divided, takesFocus = false } = divider;
  return (
    <div className={`${styles.slider} ${divided ? styles.uncovered : ''}`} data-frame>
      <div className={styles.layer} data-testid="photo">
        {before}
      </div>
      <div className={`${styles.layer} ${styles[only ?? 'both']}`}>{after}</div>
      <Divider
        label={label}
        start={start}
        divides={divided}
        takesFocus={takesFocus}
        hidden={only !== undefined}
      />
    </div>
  );
}

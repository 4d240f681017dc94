import type { ReactNode } from 'react';
import styles from './CompareSlider.module.css';
import { Divider } from './Divider.tsx';

interface Props {
  readonly label: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
  /** Whether there is something to compare; without it the divider is not shown. */
  readonly divided: boolean;
}

/** Two layers and a divider. */
export function CompareSlider({ label, before, after, divided }: Props) {
  return (
    <div className={styles.slider}>
      <div className={styles.layer}>{before}</div>
      <div className={`${styles.layer} ${styles.after}`}>{after}</div>
      {/* What opened the photo is gone, and with it the focus. */}
      <Divider label={label} start={12} divides={divided} takesFocus />
    </div>
  );
}

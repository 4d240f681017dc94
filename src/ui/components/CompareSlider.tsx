import { useRef, type ReactNode } from 'react';
import styles from './CompareSlider.module.css';

interface Props {
  readonly label: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
}

/**
 * Two layers and a divider. The divider is the browser's own range input, which brings pointer,
 * touch, arrow keys, Home, End and the slider role; moving it sets one CSS variable, so React does
 * not render while it is dragged.
 */
export function CompareSlider({ label, before, after }: Props) {
  const root = useRef<HTMLDivElement>(null);
  return (
    <div ref={root} className={styles.slider}>
      <div className={styles.layer}>{before}</div>
      <div className={`${styles.layer} ${styles.after}`}>{after}</div>
      <input
        className={styles.range}
        type="range"
        min="0"
        max="100"
        step="0.1"
        defaultValue="12"
        aria-label={label}
        onInput={(event) =>
          root.current?.style.setProperty('--divider', `${event.currentTarget.value}%`)
        }
      />
      <div className={styles.line} aria-hidden>
        <span className={styles.knob} />
      </div>
    </div>
  );
}

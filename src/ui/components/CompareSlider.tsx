import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import styles from './CompareSlider.module.css';

/** Percent a key press; a drag is finer. */
const KEY_STEP = 2;
const DIRECTIONS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
};

interface Props {
  readonly label: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
  /** Whether there is something to compare; without it the divider is not shown. */
  readonly divided: boolean;
}

/**
 * Two layers and a divider. The divider is the browser's own range input, which brings pointer,
 * touch, arrow keys, Home, End and the slider role; moving it sets one CSS variable, so React does
 * not render while it is dragged.
 */
export function CompareSlider({ label, before, after, divided }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const range = useRef<HTMLInputElement>(null);
  const show = () => root.current?.style.setProperty('--divider', `${range.current?.value}%`);
  const step = (event: KeyboardEvent<HTMLInputElement>) => {
    const direction = DIRECTIONS[event.key];
    if (!direction) return;
    event.preventDefault();
    event.currentTarget.valueAsNumber += direction * KEY_STEP;
    show();
  };
  useEffect(() => {
    // What opened the photo is gone, and with it the focus: whoever uses a keyboard goes on from here.
    if (document.activeElement === document.body) range.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={root} className={styles.slider}>
      <div className={styles.layer}>{before}</div>
      <div className={`${styles.layer} ${styles.after}`}>{after}</div>
      <input
        ref={range}
        className={styles.range}
        type="range"
        min="0"
        max="100"
        step="0.1"
        defaultValue="12"
        aria-label={label}
        onInput={show}
        onKeyDown={step}
      />
      <div className={styles.line} hidden={!divided} aria-hidden>
        <span className={styles.knob} />
      </div>
    </div>
  );
}

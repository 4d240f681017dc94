import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import styles from './Divider.module.css';
import { useLostFocus } from './Progress.tsx';

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
  /** Where it starts, in percent. */
  readonly start: number;
  /** Whether there is something to divide; without it the line is not shown. */
  readonly divides: boolean;
  /** Where this replaces what had the focus. */
  readonly takesFocus?: boolean;
  readonly hidden?: boolean;
}

/**
 * Divides its parent. It is the browser's own range input, which brings pointer, touch, arrow keys,
 * Home, End and the slider role; moving it sets the parent's CSS variable `--divider`, so React does
 * not render while it is dragged.
 */
export function Divider({ label, start, divides, takesFocus = false, hidden = false }: Props) {
  const range = useRef<HTMLInputElement>(null);
  const show = () => {
    const { current } = range;
    current?.parentElement?.style.setProperty('--divider', `${current.value}%`);
  };
  const step = (event: KeyboardEvent<HTMLInputElement>) => {
    const direction = DIRECTIONS[event.key];
    if (!direction) return;
    event.preventDefault();
    event.currentTarget.valueAsNumber += direction * KEY_STEP;
    show();
  };
  useLayoutEffect(show, []);
  useLostFocus(range, takesFocus);
  return (
    <>
      <input
        ref={range}
        className={styles.range}
        type="range"
        min="0"
        max="100"
        step="0.1"
        defaultValue={start}
        aria-label={label}
        hidden={hidden}
        onInput={show}
        onKeyDown={step}
      />
      <div className={styles.line} hidden={hidden || !divides} aria-hidden>
        <span className={styles.knob} />
      </div>
    </>
  );
}

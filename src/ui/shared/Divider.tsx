import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import styles from './Divider.module.css';
import { useLostFocus } from './Progress.tsx';

/** Percent that an arrow key moves; the pointer moves by tenths. */
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
  /** Whether it takes the focus when the element that had it is gone. */
  readonly takesFocus?: boolean;
  readonly hidden?: boolean;
}

/**
 * A line that divides its parent in two. It is the browser's own range input, which works with pointer, touch and
 * keyboard and has the role of a slider. It sets the CSS variable `--divider` of its parent, in percent from the left,
 * so that React does not render while it is dragged.
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

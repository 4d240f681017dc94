import { useEffect, useRef, type KeyboardEvent } from 'react';
import styles from './Dividers.module.css';
import { useLiveActions } from './useLive.ts';

/** Percent of the width, from left to right. */
const START = [33.3, 66.7] as const;
const KEY_STEP = 2;
const NAMES = ['Original and compressed', 'Compressed and camera'] as const;

/**
 * Two dividers over a picture of three parts: the browser's own range inputs, of which only the thumbs
 * take the pointer. Neither passes the other. They set the parent's CSS variables `--first` and
 * `--second`, so React does not render while one is dragged.
 */
export function Dividers() {
  const { divide } = useLiveActions();
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const show = (moved?: number) => {
    const [first, second] = inputs.current;
    if (!first || !second) return;
    if (moved === 0) first.valueAsNumber = Math.min(first.valueAsNumber, second.valueAsNumber);
    else second.valueAsNumber = Math.max(first.valueAsNumber, second.valueAsNumber);
    const { style } = first.parentElement as HTMLElement;
    style.setProperty('--first', `${first.value}%`);
    style.setProperty('--second', `${second.value}%`);
    divide(first.valueAsNumber / 100, second.valueAsNumber / 100);
  };
  // Arrows move by a tenth of a percent else, which is what a drag needs.
  const step = (event: KeyboardEvent<HTMLInputElement>, index: number) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    event.currentTarget.valueAsNumber += direction * KEY_STEP;
    show(index);
  };
  // oxlint-disable-next-line react/exhaustive-deps -- once, to begin with
  useEffect(() => show(), []);
  return START.map((start, index) => (
    <input
      key={start}
      ref={(input) => void (inputs.current[index] = input)}
      className={styles.divider}
      type="range"
      min="0"
      max="100"
      step="0.1"
      defaultValue={start}
      aria-label={`${NAMES[index]}`}
      onInput={() => show(index)}
      onKeyDown={(event) => step(event, index)}
    />
  ));
}

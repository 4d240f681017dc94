import { useEffect, useRef, type KeyboardEvent } from 'react';
import styles from './Dividers.module.css';
import { useApp } from '../context.ts';
import { useLiveActions } from './useLive.ts';

/** Percent a key press. */
const KEY_STEP = 2;
const NAMES = ['Original and compressed', 'Compressed and camera'] as const;

/**
 * Two dividers over a picture of three parts: the browser's own range inputs, of which only the thumbs
 * take the pointer. They set the parent's CSS variables `--first` and
 * `--second`, so React does not render while one is dragged.
 */
export function Dividers() {
  const { divide } = useLiveActions();
  const { store } = useApp().live;
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const show = (moved?: number) => {
    const [first, second] = inputs.current;
    if (!first || !second) return;
    // The one that is moved takes the other along, so neither gets stuck beneath it.
    if (moved === 0) second.valueAsNumber = Math.max(first.valueAsNumber, second.valueAsNumber);
    else first.valueAsNumber = Math.min(first.valueAsNumber, second.valueAsNumber);
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
  return NAMES.map((name, index) => (
    <input
      key={name}
      ref={(input) => void (inputs.current[index] = input)}
      className={styles.divider}
      type="range"
      min="0"
      max="100"
      step="0.1"
      defaultValue={100 * (store.getState().dividers[index] ?? 0)}
      aria-label={name}
      onInput={() => show(index)}
      onKeyDown={(event) => step(event, index)}
    />
  ));
}

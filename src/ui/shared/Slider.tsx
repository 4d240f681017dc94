import { useId } from 'react';
import { percent } from './format.ts';
import styles from './Slider.module.css';

interface Props {
  readonly label: string;
  /** 0..1 */
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Whether the label stands above as a heading, as those of the other settings in its column. */
  readonly heading?: boolean;
  /** What the two ends mean, below them. */
  readonly ends?: readonly [low: string, high: string];
}

/** A share between nothing and all, shown and said in percent. */
export function Slider({ label, value, onChange, heading = false, ends }: Props) {
  const id = useId();
  return (
    <div className={heading ? styles.group : styles.row}>
      {heading ? <h2 id={id}>{label}</h2> : <span id={id}>{label}</span>}
      <span className={styles.range}>
        <input
          type="range"
          min="0"
          max="100"
          step="1"
          value={Math.round(100 * value)}
          aria-labelledby={id}
          aria-valuetext={percent(value)}
          onChange={({ target }) => onChange(target.valueAsNumber / 100)}
        />
        {/* Screen readers say it as the value of the slider. */}
        <span className={styles.figure} aria-hidden>
          {percent(value)}
        </span>
        {ends && (
          <span className={styles.ends} aria-hidden>
            <span>{ends[0]}</span>
            <span>{ends[1]}</span>
          </span>
        )}
      </span>
    </div>
  );
}

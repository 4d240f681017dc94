import type { ReactNode } from 'react';
import styles from './Switch.module.css';

interface Props {
  readonly label: ReactNode;
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
}

/** A setting that is on or off. */
export function Switch({ label, on, onSwitch }: Props) {
  return (
    <label className={styles.row}>
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        onChange={({ target }) => onSwitch(target.checked)}
      />
    </label>
  );
}

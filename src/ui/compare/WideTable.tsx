import type { ReactNode } from 'react';
import styles from './WideTable.module.css';

/**
 * The place of a table that is wider than a phone. It scrolls sideways, with the keyboard, too, and has a shadow at the
 * edge where there is more.
 */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div
      className={styles.scroll}
      // Without it, the keyboard could not scroll it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      {children}
    </div>
  );
}

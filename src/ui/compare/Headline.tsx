import type { ReactNode } from 'react';
import styles from './Headline.module.css';

export interface HeadlineFigure {
  readonly name: string;
  /** The figure to remember: "4.6×". */
  readonly value: string;
  /** What it is: "fewer". */
  readonly word?: string | undefined;
  /** What it is made of: "1,674,432 to 363,712". */
  readonly detail: ReactNode;
}

/** The answer in a few figures, the right side against the left one. */
export function Headline({ figures }: { figures: readonly HeadlineFigure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value, word, detail }) => (
        <div key={name} className={styles.figure}>
          <dt>{name}</dt>
          <dd className={styles.value}>
            {value} {word && <span>{word}</span>}
          </dd>
          <dd className={styles.detail}>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}

import { type ReactNode, useId } from 'react';
import styles from './Chapter.module.css';

interface Props {
  readonly title: string;
  /** What the chapter is about, for visitors who do not know the subject. */
  readonly about: ReactNode;
  readonly children: ReactNode;
}

/** One chapter below the pictures. */
export function Chapter({ title, about, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        <div className={styles.about}>{about}</div>
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}

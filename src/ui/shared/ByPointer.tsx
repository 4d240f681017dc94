import styles from './ByPointer.module.css';

interface Props {
  readonly mouse: React.ReactNode;
  /** On a touch screen, where nothing is dropped or clicked. */
  readonly touch: React.ReactNode;
}

/** Words that differ between a mouse and fingers. Only one of the two is there, for screen readers, too. */
export function ByPointer({ mouse, touch }: Props) {
  return (
    <>
      <span className={styles.mouse}>{mouse}</span>
      <span className={styles.touch}>{touch}</span>
    </>
  );
}

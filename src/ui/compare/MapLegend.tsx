import styles from './MapLegend.module.css';

/** What the colours of the difference map mean. `end`: the difference at the bright end. */
export function MapLegend({ end }: { end: number | undefined }) {
  if (end === undefined) {
    return <p className={styles.legend}>The map is drawn once both sides are painted.</p>;
  }
  return (
    <div className={styles.legend}>
      <span>Equal</span>
      <span className={styles.scale} aria-hidden />
      <span>{end} of 255 levels apart, or more</span>
    </div>
  );
}

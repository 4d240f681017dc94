import { words } from '../../words/index.ts';
import styles from './LossCurve.module.css';

const [WIDTH, HEIGHT] = [300, 64];

interface Props {
  /** Of each step that was taken. */
  readonly losses: readonly number[];
  /** All steps. */
  readonly of: number;
}

/** How the loss fell: each step as a point, and their running mean as a line, on a logarithmic scale. */
export function LossCurve({ losses, of }: Props) {
  const means = runningMeans(losses);
  const logs = losses.map((loss) => Math.log(Math.max(loss, 1e-6)));
  const [least, most] = [Math.min(...logs), Math.max(...logs)];
  const x = (step: number) => ((step + 1) / Math.max(of, losses.length)) * WIDTH;
  const y = (loss: number) => {
    const share = (Math.log(Math.max(loss, 1e-6)) - least) / Math.max(most - least, 1e-3);
    return 4 + (1 - share) * (HEIGHT - 8);
  };
  const line = means.map((loss, step) => `${x(step).toFixed(1)},${y(loss).toFixed(1)}`).join(' ');
  const { loss, lossFrom } = words.ownStyle;
  const [first = 0, last = 0] = [means[0], means.at(-1)];
  return (
    <figure className={styles.curve}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${loss}. ${lossFrom(first.toPrecision(2), last.toPrecision(2))}`}
        data-first={first}
        data-last={last}
      >
        <polyline points={line} />
      </svg>
      <figcaption aria-hidden>{loss}</figcaption>
    </figure>
  );
}

/** Steps have other crops, so their losses are noisy. @returns for each step the mean of the last ones */
function runningMeans(losses: readonly number[], over = 8): number[] {
  return losses.map((_, step) => {
    const last = losses.slice(Math.max(0, step + 1 - over), step + 1);
    return last.reduce((sum, loss) => sum + loss, 0) / last.length;
  });
}

import { duration } from '../format.ts';
import { SIDES, type Sides } from './sides.ts';
import styles from './DotPlot.module.css';

/** Height of a side's lane, and of the axis below. */
const [LANE, AXIS] = [56, 24];
/** Percent of the width at both ends, so that no dot is cut off. */
const EDGE = 3;

/** In milliseconds. Clocks that are made coarse tell 0 for a short run, and an axis needs a length. */
const SHORTEST_AXIS = 1;

interface Props {
  readonly names: Sides<string>;
  /** Milliseconds of each run, the first one first. */
  readonly runs: Sides<readonly number[]>;
  readonly medians: Sides<number>;
}

/** Each run as a dot: across its time, from zero; down, the order they ran in. A line at the median. */
export function DotPlot({ names, runs, medians }: Props) {
  const longest = Math.max(...runs.left, ...runs.right, SHORTEST_AXIS);
  const step = tickStep(longest);
  const end = Math.ceil(longest / step) * step;
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step);
  const across = (ms: number) => `${EDGE + (100 - 2 * EDGE) * (ms / end)}%`;
  return (
    <svg
      className={styles.plot}
      role="img"
      aria-label={`Time of each run. ${SIDES.map((side) => `${names[side]}: ${runs[side].map(duration).join(', ')}`).join('. ')}.`}
      width="100%"
      height={2 * LANE + AXIS}
    >
      {ticks.map((ms) => (
        <g key={ms} className={styles.tick}>
          <line x1={across(ms)} x2={across(ms)} y1={0} y2={2 * LANE} />
          <text x={across(ms)} y={2 * LANE + 17}>
            {ms === 0 ? '0' : duration(ms)}
          </text>
        </g>
      ))}
      {SIDES.map((side, lane) => (
        <g key={side} className={styles[side]}>
          <line
            className={styles.median}
            x1={across(medians[side])}
            x2={across(medians[side])}
            y1={lane * LANE + 4}
            y2={(lane + 1) * LANE - 4}
          />
          {runs[side].map((ms, run) => (
            <circle
              // Runs have no other name than their place.
              key={run}
              cx={across(ms)}
              cy={lane * LANE + 10 + ((LANE - 20) * (run + 0.5)) / runs[side].length}
              r={4}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** A round step that gives 3 to 6 ticks up to `end`. */
function tickStep(end: number): number {
  const power = 10 ** Math.floor(Math.log10(end));
  const leading = end / power;
  return power * (leading <= 1.5 ? 0.5 : leading <= 3 ? 1 : leading <= 6 ? 2 : 2.5);
}

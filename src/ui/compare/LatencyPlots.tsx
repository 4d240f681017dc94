import type { RunParts } from '../../engine/index.ts';
import {
  type SideMeasurement,
  type Sides,
  SIDES,
  type TimedRun,
} from '../../state/compare/index.ts';
import { median, share } from '../../state/shared/index.ts';
import { duration } from '../shared/format.ts';
import { words } from '../words/compare.ts';
import styles from './LatencyPlots.module.css';
import { mapSides } from './sides.ts';

interface Props {
  readonly names: Sides<string>;
  /** Each side has one run at least. */
  readonly sides: Sides<SideMeasurement>;
}

/** The measured runs as dots. */
export function RunsPlot({ names, sides }: Props) {
  const runs = mapSides(sides, (side) => side.runs.map(({ total }) => total));
  return <DotPlot names={names} runs={runs} medians={mapSides(runs, median)} />;
}

/** Height in pixels of the area of each side, and of the axis below both. */
const [LANE, AXIS] = [56, 24];
/** Percent of the width that stay free at both ends, so that no dot is cut off. */
const EDGE = 3;

/** In milliseconds. Browsers with coarse clocks measure 0 for short runs, and the axis needs a length. */
const SHORTEST_AXIS = 1;

interface DotPlotProps {
  readonly names: Sides<string>;
  /** Milliseconds of each run, in the order they ran. */
  readonly runs: Sides<readonly number[]>;
  readonly medians: Sides<number>;
}

/** A dot for each run: its time from left to right, its place in the order from top to bottom. A line at the median. */
function DotPlot({ names, runs, medians }: DotPlotProps) {
  const longest = Math.max(...runs.left, ...runs.right, SHORTEST_AXIS);
  const step = tickStep(longest);
  const end = Math.ceil(longest / step) * step;
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step);
  const across = (ms: number) => `${EDGE + (100 - 2 * EDGE) * (ms / end)}%`;
  return (
    <svg
      className={styles.plot}
      role="img"
      aria-label={words.compare.latency.plot(
        SIDES.map((side) => words.compare.latency.plotOf(names[side], runs[side].map(duration))),
      )}
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
              // The index is the key: runs have no id, and are never reordered.
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

/** @returns a round distance for 3 to 6 ticks up to `end` */
function tickStep(end: number): number {
  const power = 10 ** Math.floor(Math.log10(end));
  const leading = end / power;
  return power * (leading <= 1.5 ? 0.5 : leading <= 3 ? 1 : leading <= 6 ? 2 : 2.5);
}

export type Part = keyof RunParts | keyof Pick<TimedRun, 'draw'>;

/** The parts of a run, in the order they come. */
export const PARTS: readonly Part[] = ['upload', 'inference', 'readback', 'draw'];

/** The parts of a run's time as bars, both sides on one scale. The table below has the figures. */
export function PartsBar({ parts }: { parts: Sides<Readonly<Record<Part, number>>> }) {
  const total = (side: 'left' | 'right') => PARTS.reduce((sum, id) => sum + parts[side][id], 0);
  const longest = Math.max(total('left'), total('right'));
  return (
    <div aria-hidden className={styles.bars}>
      {SIDES.map((side) => (
        <div key={side} className={`${styles.bar} ${styles[side]}`}>
          {PARTS.map((id) => (
            <span
              key={id}
              className={styles[id]}
              style={{ width: `${100 * share(parts[side][id], longest)}%` }}
            />
          ))}
        </div>
      ))}
      <ul className={styles.legend}>
        {PARTS.map((id) => (
          <li key={id}>
            <span className={styles[id]} />
            {words.compare.latency.parts[id].title}
          </li>
        ))}
      </ul>
    </div>
  );
}

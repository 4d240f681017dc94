import { median, summarize } from '../../state/shared/index.ts';
import type { SideMeasurement } from '../../state/compare/index.ts';
import { against, duration, FASTER } from '../format.ts';
import { deviceName, EXECUTORS } from '../words/index.ts';
import { FiguresTable, type Figure } from './FiguresTable.tsx';
import { PARTS, PartsBar } from './PartsBar.tsx';
import { RunsPlot } from './RunsPlot.tsx';
import { mapSides, SIDES, type Sides } from './sides.ts';
import styles from './LatencyFigures.module.css';

interface Props {
  readonly sides: Sides<SideMeasurement>;
  readonly names: Sides<string>;
}

/** The measured runs: each as a dot, their median and spread, and what the time goes into. */
export function LatencyFigures({ sides, names }: Props) {
  const totals = mapSides(sides, ({ runs }) => runs.map((run) => run.total));
  const summaries = mapSides(totals, summarize);
  const medians = mapSides(summaries, (summary) => summary.median);
  const rates = mapSides(summaries, ({ framesPerSecond }) => framesPerSecond);
  const parts = mapSides(sides, ({ runs }) => {
    const of = (id: (typeof PARTS)[number]['id']) => median(runs.map((run) => run[id]));
    return {
      upload: of('upload'),
      inference: of('inference'),
      readback: of('readback'),
      draw: of('draw'),
    };
  });
  const told = (ms: number | undefined) => (ms === undefined ? '–' : duration(ms));
  const times = (
    name: string,
    { left, right }: Sides<number | undefined>,
    hint?: string,
  ): Figure => ({
    name,
    hint,
    left: told(left),
    right: told(right),
    ratio: left === undefined || right === undefined ? '–' : against(left, right, FASTER),
  });
  return (
    <>
      <RunsPlot names={names} sides={sides} />
      <FiguresTable
        caption={`${sides.left.runs.length} runs each`}
        names={names}
        figures={[
          times('Median', medians, 'Half of the runs are faster'),
          times(
            '95th percentile',
            mapSides(summaries, ({ p95 }) => p95),
            'One run in twenty is slower',
          ),
          {
            name: 'Frames a second',
            left: rates.left?.toFixed(1) ?? '–',
            right: rates.right?.toFixed(1) ?? '–',
            ratio: rates.left && rates.right ? against(rates.left, rates.right) : '–',
          },
        ]}
      />
      <PartsBar parts={parts} />
      <FiguresTable
        caption="What was timed, medians of the parts"
        names={names}
        figures={PARTS.map(({ id, title, hint }) =>
          times(title, { left: parts.left[id], right: parts.right[id] }, hint),
        )}
      />
      <FiguresTable
        caption="Before the first run"
        names={names}
        figures={[
          {
            name: 'Download',
            hint: 'Once, then it is kept',
            left: <Download {...sides.left.download} />,
            right: <Download {...sides.right.download} />,
          },
          times(
            'Warm-up',
            mapSides(sides, (side) => side.warmUpMs),
            'Weights onto the device, programs compiled, one small picture',
          ),
        ]}
      />
      <p className={styles.ranOn}>
        {SIDES.map((side) => (
          <span key={side} className="marked" data-side={side}>
            {names[side]} ran on {EXECUTORS[sides[side].ranOn.id]}, {deviceName(sides[side].ranOn)}
          </span>
        ))}
      </p>
    </>
  );
}

function Download({ ms, cached }: SideMeasurement['download']) {
  if (ms === undefined) return <>–</>;
  return cached ? <>{duration(ms)}, from the cache</> : <>{duration(ms)}</>;
}

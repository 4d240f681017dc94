import {
  type Benchmark,
  type SideMeasurement,
  type Sides,
  SIDES,
} from '../../state/compare/index.ts';
import { median, summarize } from '../../state/shared/index.ts';
import { against, duration, FASTER } from '../shared/format.ts';
import { deviceName, EXECUTORS, sentenceOf } from '../words/index.ts';
import { Chapter } from './Chapter.tsx';
import { type Figure, FiguresTable } from './FiguresTable.tsx';
import styles from './Latency.module.css';
import { PARTS, PartsBar, RunsPlot } from './LatencyPlots.tsx';
import { MeasureButton } from './MeasureButton.tsx';
import { mapSides } from './sides.ts';

interface Props {
  readonly names: Sides<string>;
  readonly measured: Sides<SideMeasurement> | undefined;
  /** Missing where the figures are those of a report. */
  readonly measuring?: Measuring | undefined;
}

interface Measuring {
  readonly benchmark: Benchmark;
  readonly disabled: boolean;
  readonly onMeasure: () => void;
  readonly onCancel: () => void;
}

/** How fast both are on this machine: measured when one asks for it. */
export function Latency({ names, measured, measuring }: Props) {
  return (
    <Chapter
      title="Latency"
      about={
        <>
          <p>
            Both networks paint this picture many times, taking turns, so that a busy or a warm
            machine is as hard on one as on the other. Each run is timed from the photo’s pixels to
            the painting on the canvas.
          </p>
          {measuring && <MeasureButton {...measuring} />}
        </>
      }
    >
      {measuring?.benchmark.status === 'failed' && (
        <p role="alert" className={styles.problem}>
          {sentenceOf(measuring.benchmark.problem)}
        </p>
      )}
      {measured ? (
        <LatencyFigures sides={measured} names={names} />
      ) : (
        <Unmeasured names={names} benchmark={measuring?.benchmark} />
      )}
    </Chapter>
  );
}

interface UnmeasuredProps {
  readonly names: Sides<string>;
  readonly benchmark: Benchmark | undefined;
}

/** The runs so far, or that there are none. */
function Unmeasured({ names, benchmark }: UnmeasuredProps) {
  if (benchmark?.status === 'running') {
    if (benchmark.phase === 'waiting') return <p className={styles.empty}>{IN_TURN}</p>;
    const { left, right } = benchmark.sides;
    if (left?.runs.length && right?.runs.length)
      return <RunsPlot names={names} sides={{ left, right }} />;
  }
  return <p className={styles.empty}>{benchmark ? WAITING[benchmark.status] : UNREPORTED}</p>;
}

const UNMEASURED = 'Not measured yet. The times above the pictures are those of a single run.';
const WAITING: Record<Benchmark['status'], string> = {
  idle: UNMEASURED,
  failed: UNMEASURED,
  running: 'Getting ready: download, compilation, and one run that does not count.',
  done: '',
};
const IN_TURN = 'Begins when what runs now is done.';
const UNREPORTED = 'Not measured in this report.';

interface LatencyFiguresProps {
  readonly sides: Sides<SideMeasurement>;
  readonly names: Sides<string>;
}

/** The measured runs: each as a dot, their median and spread, and what the time goes into. */
export function LatencyFigures({ sides, names }: LatencyFiguresProps) {
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
  const times = (name: string, ms: Sides<number>, hint?: string): Figure => ({
    name,
    hint,
    left: duration(ms.left),
    right: duration(ms.right),
    ratio: against(ms.left, ms.right, FASTER),
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

function Download({ ms, cached }: { ms: number; cached: boolean }) {
  return cached ? <>{duration(ms)}, from the cache</> : <>{duration(ms)}</>;
}

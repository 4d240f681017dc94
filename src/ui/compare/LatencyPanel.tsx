import type { Benchmark, SideMeasurement } from '../../state/compare/index.ts';
import { LatencyFigures } from './LatencyFigures.tsx';
import { MeasureButton } from './MeasureButton.tsx';
import { RunsPlot } from './RunsPlot.tsx';
import { Section } from './Section.tsx';
import type { Sides } from './sides.ts';
import { sentenceOf } from '../words/index.ts';
import styles from './LatencyPanel.module.css';

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
export function LatencyPanel({ names, measured, measuring }: Props) {
  return (
    <Section
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
          {sentenceOf(measuring.benchmark.fault)}
        </p>
      )}
      {measured ? (
        <LatencyFigures sides={measured} names={names} />
      ) : (
        <Unmeasured names={names} benchmark={measuring?.benchmark} />
      )}
    </Section>
  );
}

interface UnmeasuredProps {
  readonly names: Sides<string>;
  readonly benchmark: Benchmark | undefined;
}

/** The runs so far, or that there are none. */
function Unmeasured({ names, benchmark }: UnmeasuredProps) {
  if (benchmark?.status === 'running') {
    if (benchmark.progress.phase === 'waiting') return <p className={styles.empty}>{IN_TURN}</p>;
    const { left, right } = benchmark.progress.measured;
    if (left?.runs.length && right?.runs.length)
      return <RunsPlot names={names} sides={{ left, right }} />;
  }
  return <p className={styles.empty}>{benchmark ? WAITING[benchmark.status] : UNREPORTED}</p>;
}

const UNMEASURED = 'Not measured yet. The times above the pictures are those of a single run.';
const WAITING: Record<Benchmark['status'], string> = {
  idle: UNMEASURED,
  cancelled: UNMEASURED,
  failed: UNMEASURED,
  running: 'Getting ready: download, compilation, and one run that does not count.',
  done: '',
};
const IN_TURN = 'Begins when what runs now is done.';
const UNREPORTED = 'Not measured in this report.';

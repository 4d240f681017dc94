import {
  type Benchmark,
  type SideId,
  type SideMeasurement,
  type Sides,
  SIDES,
} from '../../state/compare/index.ts';
import { median, share } from '../../state/shared/index.ts';
import { percent } from '../shared/format.ts';
import { deviceName, sentenceOf, words } from '../words/compare.ts';
import { Chapter } from './Chapter.tsx';
import { latencyTables, timesOf } from './figureRows.ts';
import { FiguresTable } from './FiguresTable.tsx';
import styles from './Latency.module.css';
import { type Part, PartsBar, RunsPlot } from './LatencyPlots.tsx';
import { MeasureButton } from './MeasureButton.tsx';
import { mapSides } from './sides.ts';

interface Props {
  readonly names: Sides<string>;
  readonly measured: Sides<SideMeasurement> | undefined;
  /** Undefined where the layers were not timed, or none is the same in both. */
  readonly shared?: SharedLayers | undefined;
  /** Undefined in a report, where nothing can be measured. */
  readonly measuring?: Measuring | undefined;
}

/** Of the right network: what the layers take that are the same in both. */
interface SharedLayers {
  readonly name: string;
  /** Of the network's time, 0..1. */
  readonly share: number;
}

interface Measuring {
  readonly benchmark: Benchmark;
  readonly disabled: boolean;
  readonly onMeasure: () => void;
  readonly onCancel: () => void;
}

/** How fast both networks are on this machine. They are measured on request only. */
export function Latency({ names, measured, shared, measuring }: Props) {
  return (
    <Chapter
      title={words.compare.latency.title}
      about={
        <>
          <p>{words.compare.latency.about}</p>
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
        <LatencyFigures sides={measured} names={names} shared={shared} />
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

/** The runs so far, or a sentence about why there are none. */
function Unmeasured({ names, benchmark }: UnmeasuredProps) {
  if (benchmark?.status === 'running') {
    if (benchmark.progress.phase === 'waiting')
      return <p className={styles.empty}>{words.compare.latency.waiting}</p>;
    const { left, right } = benchmark.progress.measured;
    if (left?.runs.length && right?.runs.length)
      return <RunsPlot names={names} sides={{ left, right }} />;
  }
  return (
    <p className={styles.empty}>
      {benchmark ? waiting(benchmark.status) : words.compare.latency.notReported}
    </p>
  );
}

/** @returns why there are no runs yet */
function waiting(status: Benchmark['status']): string {
  if (status === 'done') return '';
  const { preparing, unmeasured } = words.compare.latency;
  if (status === 'cancelled') return words.compare.measuring.outdated;
  return status === 'running' ? preparing : unmeasured;
}

interface LatencyFiguresProps {
  readonly sides: Sides<SideMeasurement>;
  readonly names: Sides<string>;
  readonly shared: SharedLayers | undefined;
}

/** The measured runs: a dot for each, what they say, and the parts of their time. */
function LatencyFigures({ sides, names, shared }: LatencyFiguresProps) {
  const text = words.compare.latency;
  const tables = latencyTables(sides);
  const medians = mapSides(sides, (side) => {
    const of = (part: Part) => median(timesOf(side, part));
    return {
      upload: of('upload'),
      inference: of('inference'),
      readback: of('readback'),
      draw: of('draw'),
    };
  });
  const inference = (side: SideId) =>
    percent(share(medians[side].inference, median(timesOf(sides[side]))));
  return (
    <>
      <RunsPlot names={names} sides={sides} />
      <FiguresTable {...tables.runs} names={names} />
      <PartsBar parts={medians} />
      <p className={styles.where}>
        <span>{text.where(inference('left'), inference('right'))}</span>{' '}
        {shared && <span>{text.sharedLayers(shared.name, percent(shared.share))}</span>}
      </p>
      <FiguresTable {...tables.parts} names={names} />
      <FiguresTable {...tables.before} names={names} />
      <p className={styles.ranOn}>
        {SIDES.map((side) => (
          <span key={side} className="marked" data-side={side}>
            {words.compare.latency.ranOn(
              names[side],
              words.shared.executors[sides[side].ranOn.id],
              deviceName(sides[side].ranOn),
            )}
          </span>
        ))}
      </p>
    </>
  );
}

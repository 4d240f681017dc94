import {
  type Benchmark,
  type SideMeasurement,
  type Sides,
  SIDES,
} from '../../state/compare/index.ts';
import { median, summarize } from '../../state/shared/index.ts';
import { against, duration, orDash } from '../shared/format.ts';
import { deviceName, sentenceOf, words } from '../words/index.ts';
import { Chapter } from './Chapter.tsx';
import { type Figure, FiguresTable } from './FiguresTable.tsx';
import styles from './Latency.module.css';
import { type Part, PARTS, PartsBar, RunsPlot } from './LatencyPlots.tsx';
import { MeasureButton } from './MeasureButton.tsx';
import { mapSides } from './sides.ts';

interface Props {
  readonly names: Sides<string>;
  readonly measured: Sides<SideMeasurement> | undefined;
  /** Undefined in a report, where nothing can be measured. */
  readonly measuring?: Measuring | undefined;
}

interface Measuring {
  readonly benchmark: Benchmark;
  readonly disabled: boolean;
  readonly onMeasure: () => void;
  readonly onCancel: () => void;
}

/** How fast both networks are on this machine. They are measured on request only. */
export function Latency({ names, measured, measuring }: Props) {
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
  return status === 'running' ? preparing : unmeasured;
}

interface LatencyFiguresProps {
  readonly sides: Sides<SideMeasurement>;
  readonly names: Sides<string>;
}

/** The measured runs: a dot for each, their median and 95th percentile, and the parts of their time. */
function LatencyFigures({ sides, names }: LatencyFiguresProps) {
  const totals = mapSides(sides, ({ runs }) => runs.map((run) => run.total));
  const summaries = mapSides(totals, summarize);
  const medians = mapSides(summaries, (summary) => summary.median);
  const rates = mapSides(summaries, ({ framesPerSecond }) => framesPerSecond);
  const parts = mapSides(sides, ({ runs }) => {
    const of = (id: Part) => median(runs.map((run) => run[id]));
    return {
      upload: of('upload'),
      inference: of('inference'),
      readback: of('readback'),
      draw: of('draw'),
    };
  });
  const times = (
    name: string,
    { left, right }: Sides<number | undefined>,
    hint?: string,
  ): Figure => ({
    name,
    hint,
    left: orDash(left, duration),
    right: orDash(right, duration),
    ratio:
      left === undefined || right === undefined
        ? '–'
        : against(left, right, words.shared.ratio.time),
  });
  return (
    <>
      <RunsPlot names={names} sides={sides} />
      <FiguresTable
        caption={words.compare.latency.runs(sides.left.runs.length)}
        names={names}
        figures={[
          times(words.compare.latency.median, medians, words.compare.latency.medianHint),
          times(
            words.compare.latency.p95,
            mapSides(summaries, ({ p95 }) => p95),
            words.compare.latency.p95Hint,
          ),
          {
            name: words.compare.latency.framesASecond,
            left: rates.left?.toFixed(1) ?? '–',
            right: rates.right?.toFixed(1) ?? '–',
            ratio: rates.left && rates.right ? against(rates.left, rates.right) : '–',
          },
        ]}
      />
      <PartsBar parts={parts} />
      <FiguresTable
        caption={words.compare.latency.partsCaption}
        names={names}
        figures={PARTS.map((id) =>
          times(
            words.compare.latency.parts[id].title,
            { left: parts.left[id], right: parts.right[id] },
            words.compare.latency.parts[id].hint,
          ),
        )}
      />
      <FiguresTable
        caption={words.compare.latency.beforeCaption}
        names={names}
        figures={[
          {
            name: words.compare.latency.download,
            hint: words.compare.latency.downloadHint,
            left: download(sides.left.download),
            right: download(sides.right.download),
          },
          times(
            words.compare.latency.warmUp,
            mapSides(sides, (side) => side.warmUpMs),
            words.compare.latency.warmUpHint,
          ),
        ]}
      />
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

function download({ ms, cached }: SideMeasurement['download']): string {
  if (ms === undefined) return '–'; // the tab was hidden meanwhile
  return cached ? words.compare.latency.fromCache(duration(ms)) : duration(ms);
}

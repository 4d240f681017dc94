import {
  type Benchmark,
  type SideMeasurement,
  type Sides,
  SIDES,
} from '../../state/compare/index.ts';
import { median, share, summarize } from '../../state/shared/index.ts';
import { duration, orDash, percent, speedText } from '../shared/format.ts';
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

/** Fewer runs have no 95th percentile: one in twenty of them is none. */
const RUNS_FOR_P95 = 20;

/** The measured runs: a dot for each, what they say, and the parts of their time. */
function LatencyFigures({ sides, names, shared }: LatencyFiguresProps) {
  const text = words.compare.latency;
  const totals = mapSides(sides, ({ runs }) => runs.map((run) => run.total));
  const summaries = mapSides(totals, summarize);
  const rates = mapSides(summaries, ({ framesPerSecond }) => framesPerSecond);
  const parts = mapSides(
    sides,
    ({ runs }) =>
      (id: Part) =>
        runs.map((run) => run[id]),
  );
  const medians = mapSides(parts, (of) => ({
    upload: median(of('upload')),
    inference: median(of('inference')),
    readback: median(of('readback')),
    draw: median(of('draw')),
  }));
  const both = (name: string, { left, right }: Sides<readonly number[]>, hint: string): Figure => ({
    name,
    hint,
    left: duration(median(left)),
    right: duration(median(right)),
    ratio: speedText(left, right),
  });
  const runs = Math.min(totals.left.length, totals.right.length);
  const slow: Figure =
    runs >= RUNS_FOR_P95
      ? {
          name: text.p95,
          hint: text.p95Hint,
          left: duration(summaries.left.p95),
          right: duration(summaries.right.p95),
        }
      : {
          name: text.slowest,
          left: duration(summaries.left.max),
          right: duration(summaries.right.max),
        };
  return (
    <>
      <RunsPlot names={names} sides={sides} />
      <FiguresTable
        caption={text.runs(runs)}
        names={names}
        figures={[
          both(text.median, totals, text.medianHint),
          slow,
          {
            name: text.framesASecond,
            left: rates.left?.toFixed(1) ?? '–',
            right: rates.right?.toFixed(1) ?? '–',
          },
        ]}
      />
      <PartsBar parts={medians} />
      <p className={styles.where}>
        <span>
          {text.where(
            ...(SIDES.map((side) =>
              percent(share(medians[side].inference, summaries[side].median)),
            ) as [string, string]),
          )}
        </span>{' '}
        {shared && <span>{text.sharedLayers(shared.name, percent(shared.share))}</span>}
      </p>
      <FiguresTable
        caption={text.partsCaption}
        names={names}
        figures={PARTS.map((id) =>
          both(
            text.parts[id].title,
            { left: parts.left(id), right: parts.right(id) },
            text.parts[id].hint,
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
          {
            name: words.compare.latency.warmUp,
            hint: words.compare.latency.warmUpHint,
            left: orDash(sides.left.warmUpMs, duration),
            right: orDash(sides.right.warmUpMs, duration),
          },
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

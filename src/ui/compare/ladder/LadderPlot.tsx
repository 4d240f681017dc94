import { useLayoutEffect, useRef, useState } from 'react';
import type { LadderRow, PublishedNetwork } from '../../../state/compare/index.ts';
import { duration, large, count, list, megabytes } from '../../shared/format.ts';
import { RadioGroup } from '../../shared/RadioGroup.tsx';
import { words } from '../../words/compare.ts';
import quality from '../Quality.module.css';
import {
  type LadderChart,
  ladderChart,
  type Mark,
  type PlacedMark,
  RADIUS,
  type SizedName,
} from './ladderChart.ts';
import styles from './LadderPlot.module.css';
import { rowName, rowTime } from './rows.ts';

const AXES = ['weights', 'bytes', 'multiplyAdds', 'time'] as const;
type Axis = (typeof AXES)[number];
const DISTANCES = ['structure', 'content'] as const;
type Distance = (typeof DISTANCES)[number];

interface Props {
  readonly rows: readonly LadderRow[];
  readonly published: readonly PublishedNetwork[];
}

/** How near the paintings of each network are, against what it costs. The visitor chooses both axes. */
export function LadderPlot({ rows, published }: Props) {
  const [axis, setAxis] = useState<Axis>('weights');
  const [distance, setDistance] = useState<Distance>('structure');
  const photos = rows.find(({ judged }) => judged)?.judged?.photos;
  if (photos === undefined) return <p className={quality.quiet}>{words.ladder.noneJudged}</p>;
  // On other photos the distances are others.
  const judged = rows.filter((row) => row.judged?.photos === photos);
  const unjudged = rows.filter((row) => !judged.includes(row)).map(rowName);
  const marks = judged.flatMap((row): Mark[] => {
    const size = sizeOf(row, axis);
    if (size === undefined || !row.judged) return [];
    return [
      {
        id: row.entry.id,
        name: rowName(row),
        size,
        distance: row.judged[distance],
        look: lookOf(row),
      },
    ];
  });
  const lane = published.flatMap((one): SizedName[] => {
    const size = axis === 'time' ? undefined : one[axis];
    return size === undefined
      ? []
      : [{ id: one.id, name: words.ladder.networks[one.id].name, size }];
  });
  return (
    <div className={quality.part}>
      <h3>{words.ladder.plot}</h3>
      <p className={quality.quiet}>{words.ladder.plotAbout}</p>
      <div className={styles.choices}>
        <RadioGroup
          label={words.ladder.across}
          look="segments"
          options={AXES.map((id) => ({ id, content: <span>{words.ladder.axes[id]}</span> }))}
          chosen={axis}
          onChoose={setAxis}
        />
        <RadioGroup
          label={words.ladder.up}
          look="segments"
          options={DISTANCES.map((id) => ({
            id,
            content: <span>{words.ladder.distances[id]}</span>,
          }))}
          chosen={distance}
          onChoose={setDistance}
        />
      </div>
      {marks.length === 0 ? (
        <p className={styles.empty}>{words.ladder.notTimed}</p>
      ) : (
        <Drawing marks={marks} lane={lane} axis={axis} distance={distance} />
      )}
      {unjudged.length > 0 && (
        <p className={quality.quiet}>{words.ladder.notJudged(list(unjudged))}</p>
      )}
      <p className={quality.quiet}>{words.ladder.judge(photos)}</p>
    </div>
  );
}

function lookOf({ entry: { network, precision } }: LadderRow): Mark['look'] {
  const isOfPage = precision !== 'uint4' && (network === 'original' || network === 'compressed');
  return isOfPage ? network : 'other';
}

function sizeOf(row: LadderRow, axis: Axis): number | undefined {
  switch (axis) {
    case 'weights':
      return row.entry.weights;
    case 'bytes':
      return row.entry.bytes;
    case 'multiplyAdds':
      return row.multiplyAdds;
    case 'time':
      return rowTime(row);
  }
}

const SHOW: Readonly<Record<Axis, (value: number) => string>> = {
  weights: count,
  bytes: megabytes,
  multiplyAdds: large,
  time: duration,
};

interface DrawingProps {
  readonly marks: readonly Mark[];
  readonly lane: readonly SizedName[];
  readonly axis: Axis;
  readonly distance: Distance;
}

/** Width in pixels before the first layout. */
const FIRST_WIDTH = 640;

function Drawing({ marks, lane, axis, distance }: DrawingProps) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(FIRST_WIDTH);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return undefined;
    const measure = () => setWidth(Math.max(1, current.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const show = SHOW[axis];
  const chart = ladderChart(marks, lane, width);
  const summary = [
    words.ladder.axisTitles[axis],
    words.ladder.axisTitles[distance],
    ...marks.map((mark) =>
      words.ladder.described(mark.name, show(mark.size), mark.distance.toFixed(3)),
    ),
  ];
  return (
    <div ref={box} className={styles.box}>
      <svg
        className={styles.plot}
        role="img"
        aria-label={summary.join(words.shared.stop)}
        width={width}
        height={chart.height}
      >
        <Axes chart={chart} width={width} show={show} axis={axis} distance={distance} />
        <polyline
          className={styles.front}
          points={chart.front.map(({ x, y }) => `${x},${y}`).join(' ')}
        />
        {/* The page's own two last: no mark hides them. */}
        {[true, false].flatMap((isOther) =>
          chart.marks
            .filter(({ look }) => (look === 'other') === isOther)
            .map((mark) => <Network key={mark.id} {...mark} />),
        )}
        {chart.lane.length > 0 && (
          <text className={styles.laneTitle} x={chart.frame.left} y={chart.laneTop + 16}>
            {words.ladder.publishedLane}
          </text>
        )}
        {chart.lane.map(({ id, name, x, y, text }) => (
          <g key={id} className={styles.published}>
            <path
              d={`M${x} ${y - RADIUS}l${RADIUS} ${RADIUS}l-${RADIUS} ${RADIUS}l-${RADIUS} -${RADIUS}z`}
            />
            <text x={text.x} y={text.y} textAnchor={text.anchor}>
              {name}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

interface AxesProps {
  readonly chart: LadderChart;
  readonly width: number;
  readonly show: (value: number) => string;
  readonly axis: Axis;
  readonly distance: Distance;
}

function Axes({ chart, width, show, axis, distance }: AxesProps) {
  const { frame } = chart;
  const digits = chart.distances.every(({ value }) =>
    Number.isInteger(Math.round(value * 1e9) / 1e7),
  )
    ? 2
    : 3;
  return (
    <>
      {chart.distances.map(({ value, at }) => (
        <g key={value} className={styles.tick}>
          <line x1={frame.left} x2={frame.right} y1={at} y2={at} />
          <text x={frame.left - 8} y={at + 4} textAnchor="end">
            {value.toFixed(digits)}
          </text>
        </g>
      ))}
      {chart.sizes.map(({ value, at }) => (
        <g key={value} className={styles.tick}>
          <line x1={at} x2={at} y1={frame.top} y2={frame.bottom} />
          <text x={at} y={frame.bottom + 18} textAnchor="middle">
            {show(value)}
          </text>
        </g>
      ))}
      <path
        className={styles.axes}
        d={`M${frame.left} ${frame.top}V${frame.bottom}H${frame.right}`}
      />
      <text x={(frame.left + width) / 2} y={frame.bottom + 38} textAnchor="middle">
        {words.ladder.axisTitles[axis]}
      </text>
      <text
        transform={`translate(11 ${(frame.top + frame.bottom) / 2}) rotate(-90)`}
        textAnchor="middle"
      >
        {words.ladder.axisTitles[distance]}
      </text>
    </>
  );
}

/** A mark and its name. */
function Network({ look, name, x, y, text }: PlacedMark) {
  return (
    <g className={`${styles.network} ${styles[look] ?? ''}`}>
      {look === 'original' ? (
        <rect x={x - RADIUS} y={y - RADIUS} width={2 * RADIUS} height={2 * RADIUS} />
      ) : (
        <circle cx={x} cy={y} r={RADIUS} />
      )}
      <text x={text.x} y={text.y} textAnchor={text.anchor}>
        {name}
      </text>
    </g>
  );
}

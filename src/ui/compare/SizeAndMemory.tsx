import {
  SIDES,
  type SideMeasurement,
  type Sides,
  type Size,
  type SizeFigures,
} from '../../state/compare/index.ts';
import {
  against,
  count,
  large,
  list,
  megabytes,
  orDash,
  type LessAndMore,
  sizeText,
} from '../shared/format.ts';
import { words } from '../words/index.ts';
import { Chapter } from './Chapter.tsx';
import { type Figure, FiguresTable } from './FiguresTable.tsx';

interface Props {
  readonly names: Sides<string>;
  readonly figures: Sides<SizeFigures | undefined>;
  /** Measured; undefined where the executor can't measure it. */
  readonly peaks: Sides<SideMeasurement['peak']>;
  /** Of both sides, in pixels. */
  readonly pictures: Sides<Size>;
}

/** Size and memory of both. */
export function SizeAndMemory({ names, figures, peaks, pictures }: Props) {
  const { left, right } = figures;
  const isSame = left !== undefined && left.activations === right?.activations;
  const text = words.compare.size;
  const row = (
    key: Exclude<keyof SizeFigures, 'seen'>,
    name: string,
    show: (value: number) => string,
    hint: string,
    lessAndMore?: LessAndMore,
  ): Figure => ({
    name,
    hint,
    left: orDash(left?.[key], show),
    right: orDash(right?.[key], show),
    ratio: left && right && against(left[key], right[key], lessAndMore),
  });
  return (
    <Chapter
      title={text.title}
      about={
        <>
          <p>
            <span>{text.about}</span> {isSame && <span>{text.sameActivations}</span>}
          </p>
          {SIDES.map((side) => {
            const seen = figures[side]?.seen;
            if (!seen || !isPadded(seen, pictures[side])) return null;
            return <p key={side}>{text.padded(seen.width, seen.height, names[side])}</p>;
          })}
        </>
      }
    >
      <FiguresTable
        caption={text.caption}
        names={names}
        figures={[
          row('download', text.download, megabytes, text.downloadHint, words.shared.ratio.size),
          row('weights', text.weights, count, text.weightsHint, words.shared.ratio.count),
          row('inMemory', text.inMemory, megabytes, text.inMemoryHint, words.shared.ratio.size),
          row(
            'checkpoint',
            text.checkpoint,
            megabytes,
            text.checkpointHint,
            words.shared.ratio.size,
          ),
          row(
            'multiplyAdds',
            text.multiplyAdds,
            large,
            text.multiplyAddsHint(
              list([...new Set(SIDES.map((side) => sizeText(pictures[side])))]),
            ),
            words.shared.ratio.count,
          ),
          row(
            'activations',
            text.activations,
            megabytes,
            text.activationsHint,
            words.shared.ratio.size,
          ),
          {
            name: text.peak,
            hint: text.peakHint,
            left: peak(peaks.left),
            right: peak(peaks.right),
            ratio:
              peaks.left?.of === 'gpu' && peaks.right?.of === 'gpu'
                ? against(peaks.left.bytes, peaks.right.bytes, words.shared.ratio.size)
                : undefined,
          },
        ]}
      />
    </Chapter>
  );
}

/** The network halves a picture twice, so its sides are multiples of 4; what is beyond that is no rounding. */
const isPadded = (seen: Size, picture: Size) =>
  seen.width - picture.width >= 4 || seen.height - picture.height >= 4;

function peak(of: SideMeasurement['peak']): string {
  if (!of) return '–';
  const bytes = megabytes(of.bytes);
  return of.of === 'gpu' ? words.compare.size.ofGpu(bytes) : words.compare.size.ofHeap(bytes);
}

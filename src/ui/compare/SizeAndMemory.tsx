import type { SideMeasurement, Sides, Size, SizeFigures } from '../../state/compare/index.ts';
import { against, count, large, megabytes, orDash, type LessAndMore } from '../shared/format.ts';
import { words } from '../words/index.ts';
import { Chapter } from './Chapter.tsx';
import { type Figure, FiguresTable } from './FiguresTable.tsx';

interface Props {
  readonly names: Sides<string>;
  readonly figures: Sides<SizeFigures | undefined>;
  /** Measured; undefined where the executor can't measure it. */
  readonly peaks: Sides<SideMeasurement['peak']>;
  readonly picture: Size;
}

/** Size and memory of both. */
export function SizeAndMemory({ names, figures: { left, right }, peaks, picture }: Props) {
  const text = words.compare.size;
  const row = (
    key: keyof SizeFigures,
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
    <Chapter title={text.title} about={<p>{text.about}</p>}>
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
            text.multiplyAddsHint(picture.width, picture.height),
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

function peak(of: SideMeasurement['peak']): string {
  if (!of) return '–';
  const bytes = megabytes(of.bytes);
  return of.of === 'gpu' ? words.compare.size.ofGpu(bytes) : words.compare.size.ofHeap(bytes);
}

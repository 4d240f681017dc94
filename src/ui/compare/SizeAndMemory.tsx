import type { SideMeasurement, Sides, Size, SizeFigures } from '../../state/compare/index.ts';
import {
  against,
  count,
  FEWER,
  large,
  megabytes,
  orDash,
  SMALLER,
  type Words,
} from '../shared/format.ts';
import { Chapter } from './Chapter.tsx';
import { type Figure, FiguresTable } from './FiguresTable.tsx';

interface Props {
  readonly names: Sides<string>;
  readonly figures: Sides<SizeFigures | undefined>;
  /** Measured, where the executor can tell. */
  readonly peaks: Sides<SideMeasurement['peak']>;
  readonly picture: Size;
}

/** Size and memory of both. */
export function SizeAndMemory({ names, figures: { left, right }, peaks, picture }: Props) {
  const row = (
    key: keyof SizeFigures,
    name: string,
    show: (value: number) => string,
    hint: string,
    words?: Words,
  ): Figure => ({
    name,
    hint,
    left: orDash(left?.[key], show),
    right: orDash(right?.[key], show),
    ratio: left && right && against(left[key], right[key], words),
  });
  return (
    <Chapter
      title="Size and memory"
      about={
        <p>
          Weights are what is downloaded and kept. Activations, the pictures between the layers, are
          as large in both: fewer weights do not make the memory of a run much smaller.
        </p>
      }
    >
      <FiguresTable
        caption="What is stored, what is computed"
        names={names}
        figures={[
          row('download', 'Download', megabytes, 'All files of the model', SMALLER),
          row('weights', 'Weights', count, 'Of the convolutions', FEWER),
          row(
            'inMemory',
            'Weights in memory',
            megabytes,
            'As float32, whatever was downloaded',
            SMALLER,
          ),
          row('checkpoint', 'Checkpoint', megabytes, 'Weights and Adam’s two moments', SMALLER),
          row(
            'multiplyAdds',
            'Multiply-adds',
            large,
            `For ${picture.width} × ${picture.height} pixels`,
            FEWER,
          ),
          row(
            'activations',
            'Activations',
            megabytes,
            'At their peak, estimated from the layers',
            SMALLER,
          ),
          {
            name: 'Memory at the peak',
            hint: 'Measured; the heap of WebAssembly is shared by both and never shrinks',
            left: peak(peaks.left),
            right: peak(peaks.right),
            ratio:
              peaks.left?.of === 'gpu' && peaks.right?.of === 'gpu'
                ? against(peaks.left.bytes, peaks.right.bytes, SMALLER)
                : undefined,
          },
        ]}
      />
    </Chapter>
  );
}

function peak(of: SideMeasurement['peak']): string {
  return of ? `${megabytes(of.bytes)} of ${of.of === 'gpu' ? 'GPU' : 'heap'}` : '–';
}

import type { Figures, SizeFigures } from '../../state/compare/figures.ts';
import { median } from '../../state/compare/stats.ts';
import {
  count,
  duration,
  FASTER,
  FEWER,
  large,
  megabytes,
  ratio,
  SMALLER,
  type Words,
} from '../format.ts';
import type { HeadlineFigure } from './Headline.tsx';
import { mapSides } from './sides.ts';

/** The page's answer in five figures. */
export function headline({ sides, likeness }: Figures): HeadlineFigure[] {
  const size = (name: string, key: keyof SizeFigures, show: Show, words: Words) =>
    change(name, sides.left.size[key], sides.right.size[key], show, words);
  const { left, right } = mapSides(sides, ({ ms, measured }) =>
    measured ? median(measured.runs.map(({ total }) => total)) : ms,
  );
  const measured = sides.left.measured && sides.right.measured;
  return [
    size('Download', 'download', megabytes, SMALLER),
    size('Weights', 'weights', count, FEWER),
    size('Multiply-adds', 'multiplyAdds', large, FEWER),
    measured ? change('Time, median', left, right, duration, FASTER) : oneRun(left, right),
    {
      name: 'Likeness',
      value: likeness?.ssim.toFixed(2) ?? '–',
      word: likeness && 'SSIM',
      detail: likeness ? '1 is an equal picture' : UNKNOWN,
    },
  ];
}

/** A single run says too little for a ratio: the first one at a size is slower, and machines are busy. */
function oneRun(left: number | undefined, right: number | undefined): HeadlineFigure {
  const known = left !== undefined && right !== undefined;
  const detail = known ? `${duration(left)} and ${duration(right)}, a single run each` : UNKNOWN;
  return { name: 'Time', value: '–', detail };
}

type Show = (value: number) => string;
const UNKNOWN = 'Not known yet';

function change(
  name: string,
  left: number | undefined,
  right: number | undefined,
  show: Show,
  words: Words,
): HeadlineFigure {
  if (left === undefined || right === undefined) return { name, value: '–', detail: UNKNOWN };
  return { name, ...ratio(left, right, words), detail: `${show(left)} to ${show(right)}` };
}

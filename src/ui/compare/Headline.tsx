import type { ReactNode } from 'react';
import type { KnownFigures, SizeFigures } from '../../state/compare/index.ts';
import { median } from '../../state/shared/index.ts';
import {
  count,
  duration,
  FASTER,
  FEWER,
  large,
  megabytes,
  orDash,
  ratio,
  SMALLER,
  type Words,
} from '../shared/format.ts';
import styles from './Headline.module.css';
import { mapSides } from './sides.ts';

export interface HeadlineFigure {
  readonly name: string;
  /** The figure to remember: "4.6×". */
  readonly value: string;
  /** What it is: "fewer". */
  readonly word?: string | undefined;
  /** What it is made of: "1,674,432 to 363,712". */
  readonly detail: ReactNode;
}

/** The answer in a few figures, the right side against the left one. */
export function Headline({ figures }: { figures: readonly HeadlineFigure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value, word, detail }) => (
        <div key={name} className={styles.figure}>
          <dt>{name}</dt>
          <dd className={styles.value}>
            {value} {word && <span>{word}</span>}
          </dd>
          <dd className={styles.detail}>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The page's answer in five figures. */
export function headline({ sides, likeness }: KnownFigures): HeadlineFigure[] {
  const size = (
    name: string,
    key: keyof SizeFigures,
    show: (value: number) => string,
    words: Words,
  ) => change(name, sides.left?.size[key], sides.right?.size[key], show, words);
  const { left, right } = mapSides(sides, (side) =>
    side?.measured ? median(side.measured.runs.map(({ total }) => total)) : side?.ms,
  );
  const measured = sides.left?.measured && sides.right?.measured;
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
  const known = left !== undefined || right !== undefined;
  const detail = known
    ? `${orDash(left, duration)} and ${orDash(right, duration)}, a single run each`
    : UNKNOWN;
  return { name: 'Time', value: '–', detail };
}

const UNKNOWN = 'Not known yet';

function change(
  name: string,
  left: number | undefined,
  right: number | undefined,
  show: (value: number) => string,
  words: Words,
): HeadlineFigure {
  const detail = `${orDash(left, show)} to ${orDash(right, show)}`;
  if (left === undefined || right === undefined) return { name, value: '–', detail };
  return { name, ...ratio(left, right, words), detail };
}

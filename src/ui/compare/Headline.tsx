import type { ReactNode } from 'react';
import type { KnownFigures, SizeFigures } from '../../state/compare/index.ts';
import { median } from '../../state/shared/index.ts';
import {
  count,
  duration,
  large,
  megabytes,
  orDash,
  ratio,
  type LessAndMore,
} from '../shared/format.ts';
import { words } from '../words/index.ts';
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

/** The most important figures: the right side compared with the left one. */
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

/** @returns the five most important figures */
export function headline({ sides, likeness }: KnownFigures): HeadlineFigure[] {
  const size = (
    name: string,
    key: keyof SizeFigures,
    show: (value: number) => string,
    lessAndMore: LessAndMore,
  ) => change(name, sides.left?.size[key], sides.right?.size[key], show, lessAndMore);
  const { left, right } = mapSides(sides, (side) =>
    side?.measured ? median(side.measured.runs.map(({ total }) => total)) : side?.ms,
  );
  const measured = sides.left?.measured && sides.right?.measured;
  return [
    size(words.compare.headline.download, 'download', megabytes, words.shared.ratio.size),
    size(words.compare.headline.weights, 'weights', count, words.shared.ratio.count),
    size(words.compare.headline.multiplyAdds, 'multiplyAdds', large, words.shared.ratio.count),
    measured
      ? change(words.compare.headline.medianTime, left, right, duration, words.shared.ratio.time)
      : oneRun(left, right),
    {
      name: words.compare.headline.likeness,
      value: likeness?.ssim.toFixed(2) ?? '–',
      word: likeness && words.compare.headline.ssim,
      detail: likeness ? words.compare.headline.likenessHint : words.compare.headline.unknown,
    },
  ];
}

/** No ratio of two single runs: the first run at a size is slower, and the machine may be busy. */
function oneRun(left: number | undefined, right: number | undefined): HeadlineFigure {
  const known = left !== undefined || right !== undefined;
  const detail = known
    ? words.compare.headline.singleRuns(orDash(left, duration), orDash(right, duration))
    : words.compare.headline.unknown;
  return { name: words.compare.headline.time, value: '–', detail };
}

function change(
  name: string,
  left: number | undefined,
  right: number | undefined,
  show: (value: number) => string,
  lessAndMore: LessAndMore,
): HeadlineFigure {
  const detail = words.compare.headline.change(orDash(left, show), orDash(right, show));
  if (left === undefined || right === undefined) return { name, value: '–', detail };
  return { name, ...ratio(left, right, lessAndMore), detail };
}

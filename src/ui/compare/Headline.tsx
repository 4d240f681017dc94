import type { ReactNode } from 'react';
import type { KnownFigures, Sides, SizeFigures } from '../../state/compare/index.ts';
import { compareTimes, median } from '../../state/shared/index.ts';
import {
  count,
  duration,
  large,
  megabytes,
  orDash,
  ratio,
  speed,
  ssimText,
  type LessAndMore,
} from '../shared/format.ts';
import { words } from '../words/compare.ts';
import styles from './Headline.module.css';
import { mapSides } from './sides.ts';

export interface HeadlineFigure {
  readonly name: string;
  /** How sure it is, where it is not measured: "about". */
  readonly lead?: string | undefined;
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
      {figures.map(({ name, lead, value, word, detail }) => (
        <div key={name} className={styles.figure}>
          <dt>{name}</dt>
          <dd className={styles.value}>
            {lead && <span>{lead}</span>} {value} {word && <span>{word}</span>}
          </dd>
          <dd className={styles.detail}>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}

/** @returns the five most important figures: first what differs most, and last how alike the pictures are */
export function headline({ sides, likeness }: KnownFigures): HeadlineFigure[] {
  const text = words.compare.headline;
  const size = (
    name: string,
    key: keyof Costs,
    show: (value: number) => string,
    lessAndMore: LessAndMore,
  ): Ranked => {
    const { left, right } = mapSides(sides, (side) => side?.size[key]);
    const detail = text.change(orDash(left, show), orDash(right, show));
    if (left === undefined || right === undefined) return { name, value: '–', detail, factor: 0 };
    return { name, ...ratio(left, right, lessAndMore), detail, factor: factorOf(left, right) };
  };
  const ranked = [
    size(text.download, 'download', megabytes, words.shared.ratio.size),
    size(text.weights, 'weights', count, words.shared.ratio.count),
    size(text.multiplyAdds, 'multiplyAdds', large, words.shared.ratio.count),
    time(sides),
  ].sort((a, b) => b.factor - a.factor);
  return [
    ...ranked,
    {
      name: text.likeness,
      value: likeness ? ssimText(likeness.ssim) : '–',
      word: likeness && text.ssim,
      detail: likeness ? text.likenessHint : text.unknown,
    },
  ];
}

type Costs = Pick<SizeFigures, 'download' | 'weights' | 'multiplyAdds'>;

interface Ranked extends HeadlineFigure {
  /** How much it differs, from 1; 0 where that is not known. */
  readonly factor: number;
}

const factorOf = (left: number, right: number) =>
  left > 0 && right > 0 ? Math.max(left / right, right / left) : 0;

function time(sides: KnownFigures['sides']): Ranked {
  const text = words.compare.headline;
  const runs = mapSides(sides, (side) => side?.measured?.runs.map(({ total }) => total));
  if (!runs.left || !runs.right) {
    return timeOfSingleRuns(mapSides(sides, (side) => side?.ms));
  }
  const [left, right] = [median(runs.left), median(runs.right)];
  return {
    name: text.medianTime,
    ...speed(runs.left, runs.right),
    detail: text.change(duration(left), duration(right)),
    factor: compareTimes(runs.left, runs.right) === 'differ' ? factorOf(left, right) : 1,
  };
}

/** Their ratio is a rough one: the first run at a size is slower, and the machine may be busy. So it ranks behind. */
function timeOfSingleRuns({ left, right }: Sides<number | undefined>): Ranked {
  const text = words.compare.headline;
  const name = text.time;
  if (left === undefined && right === undefined) {
    return { name, value: '–', detail: text.unmeasured, factor: 0 };
  }
  const detail = text.singleRuns(orDash(left, duration), orDash(right, duration));
  if (!left || !right) return { name, value: '–', detail, factor: 0 };
  return { name, lead: text.about, ...speed([left], [right]), detail, factor: 0 };
}

import { type HeldOut, type Likeness, SIDES, type Sides } from '../../state/compare/index.ts';
import { share } from '../../state/shared/index.ts';
import { orDash } from '../shared/format.ts';
import { Chapter } from './Chapter.tsx';
import { SideHeads } from './FiguresTable.tsx';
import { Headline, type HeadlineFigure } from './Headline.tsx';
import styles from './Quality.module.css';

interface Props {
  readonly names: Sides<string>;
  /** Of the two results on this picture. */
  readonly likeness: Likeness | undefined;
  /** From the models' cards: null where it was not measured, undefined where there is no card. */
  readonly heldOut: Sides<HeldOut | null | undefined>;
  /** The visitor's. */
  readonly style: string;
}

/** What the smaller network loses: on this picture, and on photos that neither has seen. */
export function Quality({ names, likeness, heldOut, style }: Props) {
  const unmeasured = SIDES.filter((side) => heldOut[side] === null);
  const scored = Boolean(heldOut.left ?? heldOut.right);
  return (
    <Chapter
      title="Quality"
      about={
        <p>
          There is no one right painting of a photo. The first three figures tell how alike the two
          results are; the table tells how well each network paints photos that it has never seen.
        </p>
      }
    >
      <div className={styles.part}>
        <h3>On this picture</h3>
        {likeness ? (
          <Headline figures={likenessFigures(likeness)} />
        ) : (
          <p className={styles.quiet}>Known once both sides are painted.</p>
        )}
      </div>
      {(scored || unmeasured.length > 0) && (
        <div className={styles.part}>
          <h3>On held-out photos</h3>
          {unmeasured.map((side) => (
            <p key={side} className={styles.quiet}>
              {names[side]} has no scores: it was not measured on held-out photos.
            </p>
          ))}
          {scored && <HeldOutTable names={names} heldOut={heldOut} style={style} />}
        </div>
      )}
    </Chapter>
  );
}

function likenessFigures({ ssim, psnr, difference }: Likeness): HeadlineFigure[] {
  return [
    {
      name: 'Structural similarity',
      value: ssim.toFixed(3),
      detail: 'SSIM. 1 is equal, 0 has nothing in common.',
    },
    {
      name: 'Peak signal to noise',
      value: Number.isFinite(psnr) ? psnr.toFixed(1) : '∞',
      word: Number.isFinite(psnr) ? 'dB' : undefined,
      detail: 'PSNR. Higher is more alike.',
    },
    {
      name: 'Mean difference',
      value: difference.toFixed(1),
      word: 'of 255',
      detail: 'Levels of a colour channel, on average.',
    },
  ];
}

interface HeldOutTableProps {
  readonly names: Sides<string>;
  /** Of one side at least it was measured. */
  readonly heldOut: Sides<HeldOut | null | undefined>;
  /** The visitor's. */
  readonly style: string;
}

/** The judge's score of both, style by style. The two marks of a row are its scores on one scale. */
export function HeldOutTable({ names, heldOut: { left, right }, style }: HeldOutTableProps) {
  const styleRows = (left ?? right)?.styles.map(({ id, title }) => {
    const of = (side: HeldOut | null | undefined) =>
      side?.styles.find((style) => style.id === id)?.vgg;
    return { id, title, left: of(left), right: of(right) };
  });
  const rows = [
    ...(styleRows ?? []),
    { id: MEAN, title: 'Mean of all styles', left: left?.mean.vgg, right: right?.mean.vgg },
  ];
  const end = 1.05 * Math.max(...rows.flatMap((row) => [row.left ?? 0, row.right ?? 0]));
  return (
    <>
      <table className={`table ${styles.table}`}>
        <caption className="visually-hidden">Score on held-out photos, lower is better</caption>
        <thead>
          <tr>
            <th scope="col">Style</th>
            <th scope="col" className={styles.plot} aria-hidden>
              0, the best
            </th>
            <SideHeads names={names} />
            <th scope="col">Right against left</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={[style, MEAN].includes(row.id) ? styles.marked : undefined}>
              <th scope="row">{row.title}</th>
              <td className={styles.plot} aria-hidden>
                <Marks left={row.left} right={row.right} end={end} />
              </td>
              <td>{orDash(row.left, score)}</td>
              <td>{orDash(row.right, score)}</td>
              <td>{relative(row.left, row.right)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <How left={left} right={right} />
    </>
  );
}

const MEAN = 'mean';

const score = (value: number) => value.toFixed(3);

/** How the figures were measured, one click away. */
function How({ left, right }: Sides<HeldOut | null | undefined>) {
  const measured = left ?? right;
  if (!measured) return null;
  const { judge, photos, size } = measured;
  return (
    <details className={styles.how}>
      <summary>How this was measured</summary>
      <p>
        Each network painted {photos} photos of {size} × {size} pixels that no training saw, in
        every style. A judge, the image recognition network VGG-19, which no training saw either,
        tells two distances: of the painting’s content to the photo’s, and of its texture to that of
        the style’s painting. The score is the content plus six times the texture, so lower is
        better. By the smaller judge that the networks were trained with, the means are{' '}
        {orDash(left?.mean.distilled, score)} and {orDash(right?.mean.distilled, score)}. Measured
        by <code>{judge}</code>; all figures are in the models’ cards.
      </p>
    </details>
  );
}

/** 0.9844, 1.0044 -> "2.0 % worse" */
function relative(left: number | undefined, right: number | undefined): string {
  if (!left || right === undefined) return '–'; // against nothing there is no share
  const change = (100 * (right - left)) / left;
  if (Math.abs(change) < 0.05) return 'the same';
  return `${Math.abs(change).toFixed(1)} % ${change < 0 ? 'better' : 'worse'}`;
}

function Marks({ left, right, end }: Sides<number | undefined> & { readonly end: number }) {
  const at = (value: number) => `${100 * share(value, end)}%`;
  return (
    <span className={styles.track}>
      {left !== undefined && <span className={styles.left} style={{ left: at(left) }} />}
      {right !== undefined && <span className={styles.right} style={{ left: at(right) }} />}
    </span>
  );
}

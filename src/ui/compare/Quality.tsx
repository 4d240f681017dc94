import {
  type HeldOut,
  type KnownFigures,
  type Likeness,
  SIDES,
  type Sides,
} from '../../state/compare/index.ts';
import { share } from '../../state/shared/index.ts';
import { orDash, ssimText } from '../shared/format.ts';
import { styleTitle, words } from '../words/compare.ts';
import { Chapter } from './Chapter.tsx';
import { SideHeads } from './FiguresTable.tsx';
import { Headline, type HeadlineFigure } from './Headline.tsx';
import styles from './Quality.module.css';
import { mapSides } from './sides.ts';
import { StructurePlot } from './StructurePlot.tsx';

interface Props {
  readonly names: Sides<string>;
  /** How alike the two paintings of this picture are. */
  readonly likeness: Likeness | undefined;
  /** From the models' cards: null if it was not measured, undefined if there is no card. */
  readonly heldOut: Sides<HeldOut | null | undefined>;
  /** The style that the visitor chose, of a mix the strongest one. */
  readonly style: string;
  readonly mix: KnownFigures['style']['mix'];
}

/** What the smaller network loses, on this picture and on photos that no training saw. */
export function Quality({ names, likeness, heldOut, style, mix }: Props) {
  const chosen = mix?.map(({ id }) => id) ?? [style];
  const unmeasured = SIDES.filter((side) => heldOut[side] === null);
  const scored = Boolean(heldOut.left ?? heldOut.right);
  return (
    <Chapter title={words.compare.quality.title} about={<p>{words.compare.quality.about}</p>}>
      <div className={styles.part}>
        <h3>{words.compare.quality.thisPicture}</h3>
        {likeness ? (
          <Headline figures={likenessFigures(likeness)} />
        ) : (
          <p className={styles.quiet}>{words.compare.quality.later}</p>
        )}
      </div>
      {(scored || unmeasured.length > 0) && (
        <div className={styles.part}>
          <h3>{words.compare.quality.heldOut}</h3>
          {unmeasured.map((side) => (
            <p key={side} className={styles.quiet}>
              {words.compare.quality.unmeasured(names[side])}
            </p>
          ))}
          {scored && <p className={styles.quiet}>{words.compare.quality.meaning}</p>}
          {scored && <HeldOutTable names={names} heldOut={heldOut} chosen={chosen} />}
          {mix && <p className={styles.quiet}>{words.compare.quality.ofMix}</p>}
        </div>
      )}
      <StructurePlot
        names={names}
        structure={mapSides(heldOut, (side) => side?.structure)}
        style={style}
      />
    </Chapter>
  );
}

function likenessFigures({ ssim, psnr, difference }: Likeness): HeadlineFigure[] {
  return [
    {
      name: words.compare.quality.ssim,
      value: ssimText(ssim),
      detail: words.compare.quality.ssimHint,
    },
    {
      name: words.compare.quality.psnr,
      value: Number.isFinite(psnr) ? psnr.toFixed(1) : '∞',
      word: Number.isFinite(psnr) ? words.compare.quality.decibels : undefined,
      detail: words.compare.quality.psnrHint,
    },
    {
      name: words.compare.quality.difference,
      value: difference.toFixed(1),
      word: words.compare.quality.of255,
      detail: words.compare.quality.differenceHint,
    },
  ];
}

interface HeldOutTableProps {
  readonly names: Sides<string>;
  /** Measured for one side at least. */
  readonly heldOut: Sides<HeldOut | null | undefined>;
  /** The styles that the visitor chose. */
  readonly chosen: readonly string[];
}

/** The scores of both networks, style by style. Each row has a mark for each score, on one scale. */
function HeldOutTable({ names, heldOut: { left, right }, chosen }: HeldOutTableProps) {
  const styleRows = (left ?? right)?.styles.map(({ id, title }) => {
    const of = (side: HeldOut | null | undefined) =>
      side?.styles.find((style) => style.id === id)?.vgg;
    return { id, title: styleTitle({ id, title }), left: of(left), right: of(right) };
  });
  const rows = [
    ...(styleRows ?? []),
    { id: MEAN, title: words.compare.quality.mean, left: left?.mean.vgg, right: right?.mean.vgg },
  ];
  const end = 1.05 * Math.max(...rows.flatMap((row) => [row.left ?? 0, row.right ?? 0]));
  return (
    <>
      <table className={`table ${styles.table}`}>
        <caption className="visually-hidden">{words.compare.quality.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.compare.quality.style}</th>
            <th scope="col" className={styles.plot} aria-hidden>
              {words.compare.quality.best}
            </th>
            <SideHeads names={names} />
            <th scope="col">{words.compare.rightAgainstLeft}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.id}
              className={[...chosen, MEAN].includes(row.id) ? styles.marked : undefined}
            >
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

/** How the scores were measured, folded until it is clicked. */
function How({ left, right }: Sides<HeldOut | null | undefined>) {
  const measured = left ?? right;
  if (!measured) return null;
  const { photos, size } = measured;
  return (
    <details className={styles.how}>
      <summary>{words.compare.quality.how}</summary>
      <p>
        {words.compare.quality.howText(
          photos,
          size,
          orDash(left?.mean.distilled, score),
          orDash(right?.mean.distilled, score),
        )}
      </p>
    </details>
  );
}

/** @returns "2.0 % worse" for 0.9844 and 1.0044 */
function relative(left: number | undefined, right: number | undefined): string {
  if (!left || right === undefined) return '–'; // against nothing there is no share
  const change = (100 * (right - left)) / left;
  if (Math.abs(change) < 0.05) return words.shared.ratio.same;
  const share = words.shared.units.percent(Math.abs(change).toFixed(1));
  return `${share} ${change < 0 ? words.compare.quality.better : words.compare.quality.worse}`;
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

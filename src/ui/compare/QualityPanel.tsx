import type { HeldOut, Likeness } from '../../state/compare/index.ts';
import { HeldOutTable } from './HeldOutTable.tsx';
import { Headline, type HeadlineFigure } from './Headline.tsx';
import { Section } from './Section.tsx';
import { SIDES, type Sides } from './sides.ts';
import styles from './QualityPanel.module.css';

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
export function QualityPanel({ names, likeness, heldOut, style }: Props) {
  const unmeasured = SIDES.filter((side) => heldOut[side] === null);
  const scored = Boolean(heldOut.left ?? heldOut.right);
  return (
    <Section
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
    </Section>
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

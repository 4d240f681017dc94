import { lastResult, type Painting } from '../../state/shared/index.ts';
import type { Stage } from '../../state/stylize/index.ts';
import { Details } from '../shared/Details.tsx';
import { useSaving, useStylize } from '../shared/context.ts';
import { duration } from '../shared/format.ts';
import { titleOfStyles } from '../shared/titleOfStyles.ts';
import { deviceName, networkTitle, words } from '../words/index.ts';
import styles from './Caption.module.css';
import small from './Refinement.module.css';
import { Refinement } from './Refinement.tsx';
import { Saving } from './Saving.tsx';
import { useIsRepainting } from './useIsRepainting.ts';

/** Below the painting: how long it took, more figures behind a button, and the ways to save it. */
export function Caption({ stage }: { stage: Stage }) {
  const painting = lastResult(stage);
  // What is learned is painted every few steps: other words each time would flicker.
  const isCurrent = useIsRepainting() || stage.status === 'done';
  return (
    <div className={styles.caption}>
      <div className={styles.facts}>
        {painting ? <Facts painting={painting} isCurrent={isCurrent} /> : ' '}
      </div>
      <Saving disabled={!painting} />
    </div>
  );
}

interface FactsProps {
  readonly painting: Painting;
  /** It is of the present settings, and not what was there before. */
  readonly isCurrent: boolean;
}

function Facts({ painting, isCurrent }: FactsProps) {
  const { executor, ms, pixels } = painting;
  const isEnlarged = useStylize(({ refined }) => refined?.of === painting);
  const manifest = useStylize(({ connection }) =>
    connection.status === 'connected' ? connection.manifest : undefined,
  );
  const model = manifest?.models.find(({ id }) => id === painting.model);
  return (
    <>
      <div className={styles.first}>
        <p className={isCurrent ? undefined : styles.still}>
          {isCurrent || !manifest
            ? (isEnlarged ? words.stylize.firstPaintedIn : words.stylize.paintedIn)(
                <strong>{duration(ms)}</strong>,
              )
            : words.stylize.stillShown(titleOfStyles(painting, manifest))}
        </p>
        <Details place="over">
          {manifest && <p>{titleOfStyles(painting, manifest)}</p>}
          <p>{words.stylize.took(duration(ms), model && networkTitle(model).toLowerCase())}</p>
          {/* Of one that is not enlarged the size is told below. */}
          {isEnlarged && <p>{words.stylize.seen(pixels.width, pixels.height)}</p>}
          <p>
            {[
              `${words.shared.executors[executor.id]} · ${deviceName(executor)}`,
              executor.software && words.stylize.emulated,
            ]
              .filter(Boolean)
              .join(' ')}
          </p>
        </Details>
      </div>
      <Refinement />
      <Transparency />
    </>
  );
}

/** A word about the format, where the file would lose the photo's transparency. */
function Transparency() {
  const cutOut = useStylize(({ stage }) => stage.status !== 'empty' && stage.photo.cutOut);
  const format = useSaving(({ settings }) => settings.format);
  return (
    cutOut && format === 'jpeg' && <p className={small.line}>{words.stylize.saving.becomesWhite}</p>
  );
}

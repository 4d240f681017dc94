import { lastResult } from '../../state/shared/index.ts';
import { smallSize, type Refined } from '../../state/stylize/index.ts';
import { useSaving, useSavingActions, useStylize, useStylizeActions } from '../shared/context.ts';
import { useTimeLeft } from '../shared/countDown.ts';
import { duration, percent } from '../shared/format.ts';
import { words } from '../words/index.ts';
import styles from './Refinement.module.css';

/** How large the picture is that a download gives, and how far the fine strokes are. */
export function Refinement() {
  const refined = useStylize((state) => state.refined);
  const painting = useStylize((state) => lastResult(state.stage));
  const isCurrent = useStylize((state) => state.stage.status === 'done');
  const small = useStylize(smallSize);
  if (small) {
    const { width, height } = small;
    return <p className={styles.line}>{words.stylize.refining.saves(width, height)}</p>;
  }
  if (!painting) return null;
  const enlarged = refined?.of === painting ? refined : undefined;
  // Where another painting is to take its place, nothing is done with it any more.
  if (enlarged && isCurrent) {
    return (
      <p className={styles.line}>
        <Now {...enlarged} />
      </p>
    );
  }
  const { width, height } = enlarged?.large ?? painting.pixels;
  return <p className={styles.line}>{words.stylize.pixels(width, height)}</p>;
}

function Now({ of, large, target, status, share, msLeft, strokesMs }: Refined) {
  const text = words.stylize.refining;
  const { refine } = useStylizeActions();
  const { width, height } = large ?? of.pixels;
  const size = words.stylize.pixels(width, height);
  const soFar = width < target.width ? text.soFar(width, target.width) : size;
  return (
    <>
      <span>{soFar}</span>
      {status === 'painting' && (
        <>
          <span aria-hidden>{' · '}</span>
          <Strokes share={share} msLeft={msLeft} /> <StopButton />
        </>
      )}
      {status === 'done' && strokesMs !== undefined && (
        <span>{` · ${text.done(duration(strokesMs))}`}</span>
      )}
      {status === 'enlarging' && (
        <>
          <span>{` · ${text.enlarging}`}</span>
          <CancelSaving />
        </>
      )}
      {status === 'enlarged' && (
        <>
          <span aria-hidden>{' · '}</span>
          <button type="button" onClick={refine}>
            {text.refine(msLeft)}
          </button>
        </>
      )}
    </>
  );
}

/** How far the fine strokes are. The share is told after each tile only, so the time is counted down in between. */
function Strokes({ share, msLeft }: Pick<Refined, 'share' | 'msLeft'>) {
  const text = words.stylize.refining;
  const mayWork = useStylize((state) => state.mayWork);
  const left = useTimeLeft(msLeft, share);
  const done = share > 0 ? percent(share) : undefined;
  return (
    <span
      role="progressbar"
      aria-label={text.strokes}
      aria-valuenow={Math.round(100 * share)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      {mayWork ? text.painting(done, left) : text.waiting(done)}
    </span>
  );
}

/** Stops the fine strokes; there while nothing waits for them to be saved, so that the line stays short. */
function StopButton() {
  const { stopRefining } = useStylizeActions();
  const waiting = useSaving((state) => state.waiting);
  if (waiting) return <CancelSaving />;
  return (
    <button type="button" onClick={stopRefining}>
      {words.stylize.refining.stop}
    </button>
  );
}

/** There while something that is to be saved waits for the picture, apart from the text before it. */
function CancelSaving() {
  const { cancelWaiting } = useSavingActions();
  const waiting = useSaving((state) => state.waiting);
  if (!waiting) return null;
  return (
    <>
      {' '}
      <button type="button" onClick={cancelWaiting}>
        {words.stylize.saving.cancelWaiting}
      </button>
    </>
  );
}

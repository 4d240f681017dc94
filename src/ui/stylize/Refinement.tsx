import { lastResult } from '../../state/shared/index.ts';
import { useStylize, useStylizeActions } from '../shared/context.ts';
import { duration, percent } from '../shared/format.ts';
import { words } from '../words/index.ts';
import styles from './Refinement.module.css';

/** How large the picture is that a download gives, and how far the fine strokes are. */
export function Refinement() {
  const text = words.stylize.refining;
  const { refine, stopRefining } = useStylizeActions();
  const refined = useStylize((state) => state.refined);
  const painting = useStylize((state) => lastResult(state.stage));
  // What has the size of the painting is told under Details.
  if (!painting || refined?.of !== painting || refined.status === 'failed') return null;
  const { width, height } = refined.large ?? painting.pixels;
  const size = words.stylize.pixels(width, height);
  const { status, target, share, msLeft, strokesMs } = refined;
  const soFar = width < target.width ? text.soFar(width, target.width) : size;
  return (
    <p className={styles.line}>
      <span>{soFar}</span>
      {status === 'painting' && (
        <>
          <span aria-hidden>{' · '}</span>
          <span
            role="progressbar"
            aria-label={text.strokes}
            aria-valuenow={Math.round(100 * share)}
            aria-valuemin={0}
            aria-valuemax={100}
          >
            {text.painting(percent(share), msLeft)}
          </span>{' '}
          <button type="button" onClick={stopRefining}>
            {text.stop}
          </button>
        </>
      )}
      {status === 'done' && strokesMs !== undefined && (
        <span>{` · ${text.done(duration(strokesMs))}`}</span>
      )}
      {status === 'enlarging' && <span>{` · ${text.enlarging}`}</span>}
      {status === 'enlarged' && (
        <>
          <span aria-hidden>{' · '}</span>
          <button type="button" onClick={refine}>
            {text.refine(msLeft)}
          </button>
        </>
      )}
    </p>
  );
}

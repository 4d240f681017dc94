import { Download } from 'lucide-react';
import { lastResult, type Painting, type Stage } from '../../state/index.ts';
import { useActions, useStylize } from '../context.ts';
import { duration } from '../format.ts';
import { deviceName, EXECUTORS } from '../words/index.ts';
import styles from './Caption.module.css';
import { offer } from './offer.ts';

/** Under the painting: how long it took, on what, how large it is, and the way to keep it. */
export function Caption({ stage }: { stage: Stage }) {
  const { save } = useActions();
  const painting = lastResult(stage);
  return (
    <div className={styles.caption}>
      <div className={styles.facts}>{painting ? <Facts painting={painting} /> : ' '}</div>
      <button
        type="button"
        className="button primary"
        disabled={!painting}
        onClick={() => void save().then(offer)}
      >
        <Download size={18} aria-hidden />
        Download
      </button>
    </div>
  );
}

function Facts({ painting }: { painting: Painting }) {
  const { executor, ms, pixels } = painting;
  const title = useStylize(({ connection }) =>
    connection.status === 'connected'
      ? connection.manifest.models.find((model) => model.id === painting.model)?.title
      : undefined,
  );
  return (
    <>
      <p>
        <strong>{duration(ms)}</strong> with the {title?.toLowerCase()} network
        <span className={styles.dot}>·</span>
        {`${pixels.width}\u00a0×\u00a0${pixels.height}\u00a0pixels`}
      </p>
      <p className={styles.device}>
        {EXECUTORS[executor.id]} · {deviceName(executor)}
        {executor.software && ' (a GPU emulated by the processor)'}
      </p>
    </>
  );
}

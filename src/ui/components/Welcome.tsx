import { ImageUp } from 'lucide-react';
import { useActions, useStylize } from '../context.ts';
import { useBrowse } from './Dropzone.tsx';
import { Samples } from './Samples.tsx';
import styles from './Welcome.module.css';

/** The page before there is a photo: one large target, and pictures to try. */
export function Welcome() {
  const browse = useBrowse();
  const { connect } = useActions();
  const connection = useStylize((state) => state.connection);
  const opening = useStylize((state) => state.opening);
  return (
    <div className={styles.welcome}>
      <h1>Your photo, as a painting</h1>
      <button type="button" className={styles.target} onClick={browse} disabled={Boolean(opening)}>
        <ImageUp size={44} strokeWidth={1.4} aria-hidden />
        <strong>{opening ? 'Opening …' : 'Drop a photo, paste it, or choose one'}</strong>
        <span>JPEG, PNG, WebP, AVIF or GIF, up to 50 MB</span>
      </button>
      {connection.status === 'failed' && (
        <div role="alert" className={styles.failed}>
          <p>{connection.problem}</p>
          <button type="button" className="button small" onClick={() => void connect()}>
            Try again
          </button>
        </div>
      )}
      <h2>Or try one of these</h2>
      <Samples />
    </div>
  );
}

import { Film, Video } from 'lucide-react';
import { useLive, useLiveActions } from '../shared/context.ts';
import { useBrowse } from '../shared/Files.tsx';
import welcome from '../shared/Welcome.module.css';
import { sentenceOf } from '../words/index.ts';
import styles from './LiveStart.module.css';

/** The page before anything runs: nothing starts by itself. */
export function LiveStart() {
  const { startCamera, stop, connect } = useLiveActions();
  const browse = useBrowse();
  const waits = useLive(({ stage }) => (stage.status === 'starting' ? stage.kind : undefined));
  const starting = Boolean(waits);
  const connection = useLive((state) => state.connection);
  return (
    <div className={welcome.welcome}>
      <h1>Your camera, as a painting</h1>
      <div className={styles.choices}>
        <button
          type="button"
          className={welcome.target}
          onClick={() => void startCamera()}
          disabled={starting}
        >
          <Video size={44} strokeWidth={1.4} aria-hidden />
          <strong>{waits === 'camera' ? 'Waiting for the camera …' : 'Start the camera'}</strong>
          <span>The browser asks you first</span>
        </button>
        <button type="button" className={welcome.target} onClick={browse} disabled={starting}>
          <Film size={44} strokeWidth={1.4} aria-hidden />
          <strong>{waits === 'film' ? 'Opening …' : 'Open a video file'}</strong>
          <span>Drop it here, or choose one: MP4, WebM or MOV</span>
        </button>
      </div>
      {starting && (
        <p>
          <button type="button" className="button small" onClick={stop}>
            Cancel
          </button>
        </p>
      )}
      {connection.status === 'failed' && (
        <div role="alert" className={welcome.failed}>
          <p>{sentenceOf(connection.problem)}</p>
          <button type="button" className="button small" onClick={() => void connect()}>
            Try again
          </button>
        </div>
      )}
      <p className={styles.note}>
        Every frame is painted on this device; none is uploaded or kept. A painted film flickers
        more than the film itself. If that is unpleasant for you, turn on <strong>Steady</strong>.
      </p>
    </div>
  );
}

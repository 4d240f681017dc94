import { Film, Video } from 'lucide-react';
import { ByPointer } from '../shared/ByPointer.tsx';
import { useLive, useLiveActions } from '../shared/context.ts';
import { useBrowse } from '../shared/Files.tsx';
import { TryAgain } from '../shared/TryAgain.tsx';
import welcome from '../shared/Welcome.module.css';
import { sentenceOf, words } from '../words/index.ts';
import styles from './LiveStart.module.css';
import { EarlierRecordings } from './Recordings.tsx';

/** What the page shows before the camera is started. Nothing starts by itself. */
export function LiveStart() {
  const { startCamera, stop, connect } = useLiveActions();
  const browse = useBrowse();
  const waits = useLive(({ stage }) => (stage.status === 'starting' ? stage.kind : undefined));
  const starting = Boolean(waits);
  const problem = useLive(({ stage }) => (stage.status === 'failed' ? stage.problem : undefined));
  const connection = useLive((state) => state.connection);
  const cameraFault = useLive((state) => state.cameraFault);
  return (
    <div className={welcome.welcome}>
      <h1>{words.live.start.title}</h1>
      <div className={styles.choices}>
        <button
          type="button"
          className={welcome.target}
          onClick={() => void startCamera()}
          disabled={starting}
        >
          <Video size={44} strokeWidth={1.4} aria-hidden />
          <strong>{waits === 'camera' ? words.live.start.waiting : words.live.start.camera}</strong>
          <span>{words.live.start.cameraHint}</span>
        </button>
        <button type="button" className={welcome.target} onClick={browse} disabled={starting}>
          <Film size={44} strokeWidth={1.4} aria-hidden />
          <strong>{waits === 'film' ? words.shared.opening : words.live.start.film}</strong>
          <ByPointer mouse={words.live.start.filmHint} touch={words.live.start.filmHintTouch} />
        </button>
      </div>
      {starting && (
        <div className={styles.waiting}>
          <p role="status">{cameraFault && sentenceOf(cameraFault)}</p>
          <button type="button" className="button small" onClick={stop}>
            {words.shared.cancel}
          </button>
        </div>
      )}
      {problem && connection.status !== 'failed' && (
        <div role="alert" className={welcome.failed}>
          <p>{sentenceOf(problem)}</p>
        </div>
      )}
      {connection.status === 'failed' && (
        <div role="alert" className={welcome.failed}>
          <p>{sentenceOf(connection.problem)}</p>
          <TryAgain fault={connection.problem} onClick={() => void connect()} />
        </div>
      )}
      <EarlierRecordings />
      <p className={styles.note}>{words.live.start.note}</p>
    </div>
  );
}

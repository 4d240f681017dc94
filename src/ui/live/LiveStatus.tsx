import { useLive, useLiveActions } from '../shared/context.ts';
import styles from '../shared/Progress.module.css';
import { ProgressBar, StatusMessage } from '../shared/Progress.tsx';
import { sentenceOf } from '../words/index.ts';

/** Over the picture: what is going on, or what is wrong with a way on. */
export function LiveStatus() {
  const { startCamera, stop, cancelExport } = useLiveActions();
  const stage = useLive((state) => state.stage);
  const switching = useLive((state) => state.switching);
  const exporting = useLive((state) => state.exporting);
  if (stage.status === 'failed') {
    return (
      <StatusMessage
        text={sentenceOf(stage.problem)}
        action="Start the camera"
        onAction={startCamera}
      />
    );
  }
  if (stage.status === 'stopped') {
    return <StatusMessage text="Stopped" action="Start the camera" onAction={startCamera} />;
  }
  if (stage.status === 'starting') {
    return (
      <div className={styles.message}>
        <ProgressBar progress={{ phase: 'prepare' }} onCancel={stop} />
      </div>
    );
  }
  if (exporting?.status === 'painting') {
    return (
      <div className={styles.message}>
        <ProgressBar progress={{ phase: 'film', done: exporting.done }} onCancel={cancelExport} />
      </div>
    );
  }
  if (!switching) return null;
  return (
    <p className={styles.message} role="status">
      Loading the {switching.title.toLowerCase()} network …
    </p>
  );
}

import { useLive, useLiveActions } from '../shared/context.ts';
import styles from '../shared/Progress.module.css';
import { ProgressBar, StatusMessage } from '../shared/Progress.tsx';
import { networkTitle, sentenceOf, words } from '../words/index.ts';

/** Over the picture: what is being done, or what went wrong with a button to go on. */
export function LiveStatus() {
  const { startCamera, stop } = useLiveActions();
  const stage = useLive((state) => state.stage);
  const switching = useLive((state) => state.switching);
  if (stage.status === 'failed') {
    return (
      <StatusMessage
        text={sentenceOf(stage.problem)}
        action={words.live.start.camera}
        onAction={startCamera}
      />
    );
  }
  if (stage.status === 'stopped') {
    return (
      <StatusMessage
        text={words.live.stopped}
        action={words.live.start.camera}
        onAction={startCamera}
      />
    );
  }
  if (stage.status === 'starting') {
    return (
      <div className={styles.message}>
        <ProgressBar
          progress={{ phase: switching?.stalled ? 'stalled' : 'prepare' }}
          onCancel={stop}
        />
      </div>
    );
  }
  if (!switching) return null;
  return (
    <p className={styles.message} role="status">
      {switching.stalled
        ? words.shared.phases.stalled
        : words.live.loading(networkTitle(switching))}
    </p>
  );
}

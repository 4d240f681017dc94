import { useLive, useLiveActions } from '../shared/context.ts';
import styles from '../shared/Progress.module.css';
import { ProgressBar, StatusMessage } from '../shared/Progress.tsx';
import { networkTitle, sentenceOf, words } from '../words/index.ts';
import live from './LiveStatus.module.css';

/** Over the picture: what is being done, or what went wrong with a button to go on. */
export function LiveStatus() {
  const { startCamera, stop } = useLiveActions();
  const stage = useLive((state) => state.stage);
  const switching = useLive((state) => state.switching);
  const cameraFault = useLive((state) => state.cameraFault);
  // Both networks are here, and no frame of both yet. The first one may take seconds.
  const awaitsSplit = useLive(
    ({ settings, shown }) => settings.view === 'split' && shown?.models.length === 1,
  );
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
        {cameraFault && (
          <p role="status" className={live.fault}>
            {sentenceOf(cameraFault)}
          </p>
        )}
      </div>
    );
  }
  if (stage.status === 'running' && cameraFault) {
    return (
      <p className={styles.message} role="status">
        {sentenceOf(cameraFault)}
      </p>
    );
  }
  if (!switching && !awaitsSplit) return null;
  return (
    <p className={styles.message} role="status">
      {switching && !switching.stalled
        ? words.live.loading(networkTitle(switching))
        : words.shared.phases[switching ? 'stalled' : 'prepare']}
    </p>
  );
}

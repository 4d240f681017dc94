import { unlearnedBy } from '../../state/live/index.ts';
import { useLive, useLiveActions } from '../shared/context.ts';
import { useBrowse } from '../shared/Files.tsx';
import styles from '../shared/Progress.module.css';
import { ProgressBar, StatusMessage } from '../shared/Progress.tsx';
import { networkTitle, sentenceOf, words } from '../words/index.ts';
import live from './LiveStatus.module.css';

/** Over the picture: what is being done, or what went wrong with a button to go on. */
export function LiveStatus() {
  const { startCamera, resumeFilm, stop } = useLiveActions();
  const stage = useLive((state) => state.stage);
  const switching = useLive((state) => state.switching);
  const browse = useBrowse();
  const unlearned = useUnlearned();
  const cameraFault = useLive((state) => state.cameraFault);
  // Both networks are here, and no frame of both yet. The first one may take seconds.
  const awaitsSplit = useLive(
    ({ settings, shown }) => settings.view === 'split' && shown?.models.length === 1,
  );
  if (stage.status === 'failed' || stage.status === 'stopped') {
    const { film, resume, camera } = words.live.start;
    const failed = stage.status === 'failed' ? stage : undefined;
    const text = failed ? sentenceOf(failed.problem) : words.live.stopped;
    if (stage.resumes) return <StatusMessage text={text} action={resume} onAction={resumeFilm} />;
    if (failed?.kind === 'film')
      return <StatusMessage text={text} action={film} onAction={async () => browse()} />;
    return <StatusMessage text={text} action={camera} onAction={startCamera} />;
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
  if (stage.status === 'running' && unlearned) {
    return (
      <div className={styles.message}>
        <p role="status">{sentenceOf(unlearned.fault)}</p>
        <a className={`button small ${live.learn}`} href={`#/?network=${unlearned.network}`}>
          {words.shared.learnOnStylize}
        </a>
      </div>
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

/** @returns the network of the view that did not learn the style; undefined where each paints it */
function useUnlearned() {
  const connection = useLive((state) => state.connection);
  const settings = useLive((state) => state.settings);
  return connection.status === 'connected' ? unlearnedBy(settings, connection.manifest) : undefined;
}

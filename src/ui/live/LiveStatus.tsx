import { Running } from '../components/Running.tsx';
import { Trouble } from '../components/Trouble.tsx';
import working from '../components/Working.module.css';
import { useLive, useLiveActions } from './useLive.ts';
import { sentenceOf } from '../words/index.ts';

/** Over the picture: what is going on, or what is wrong with a way on. */
export function LiveStatus() {
  const { startCamera, stop, cancelExport } = useLiveActions();
  const stage = useLive((state) => state.stage);
  const switching = useLive((state) => state.switching);
  const exporting = useLive((state) => state.exporting);
  if (stage.status === 'failed') {
    return (
      <Trouble text={sentenceOf(stage.problem)} action="Start the camera" onAction={startCamera} />
    );
  }
  if (stage.status === 'stopped') {
    return <Trouble text="Stopped" action="Start the camera" onAction={startCamera} />;
  }
  if (stage.status === 'starting') {
    return (
      <div className={working.working}>
        <Running progress={{ phase: 'prepare' }} onCancel={stop} />
      </div>
    );
  }
  if (exporting.status === 'running') {
    return (
      <div className={working.working}>
        <Running
          progress={{ phase: 'film', done: exporting.progress.done }}
          onCancel={cancelExport}
        />
      </div>
    );
  }
  if (!switching) return null;
  return (
    <p className={working.working} role="status">
      Loading the {switching.title.toLowerCase()} network …
    </p>
  );
}

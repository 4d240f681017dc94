import { Camera, Circle, CircleStop, Square, VideoOff } from 'lucide-react';
import { standsStill } from '../../state/live/index.ts';
import { useLive, useLiveActions } from '../shared/context.ts';
import { saveFile } from '../shared/Files.tsx';
import { clock, fileSize } from '../shared/format.ts';
import { words } from '../words/index.ts';
import styles from './LiveButtons.module.css';

/** Stop, snapshot and recording. The last one is the only one whose width changes. */
export function LiveButtons() {
  const { stop, snapshot } = useLiveActions();
  const running = useLive(({ stage }) => stage.status === 'running');
  const busy = useLive((state) => state.snapshot.status === 'running');
  const painted = useLive(({ meter }) => Boolean(meter));
  const still = useLive(standsStill);
  const isFilm = useLive(
    ({ stage, shown }) =>
      (stage.status === 'running' ? stage.source : shown?.source)?.kind === 'film',
  );
  const StopIcon = isFilm ? CircleStop : VideoOff;
  return (
    <div className={styles.buttons}>
      <button type="button" className="button" disabled={!running} onClick={stop}>
        <StopIcon size={18} aria-hidden />
        {words.live.stop}
      </button>
      <button
        type="button"
        className="button"
        disabled={!running || !painted || busy}
        onClick={() => void snapshot().then(saveFile)}
      >
        <Camera size={18} aria-hidden />
        {words.live.snapshot}
      </button>
      <RecordButton disabled={!running || !painted || still} />
    </div>
  );
}

function RecordButton({ disabled }: { disabled: boolean }) {
  const { record, endRecording } = useLiveActions();
  const recording = useLive((state) => state.recording);
  if (recording?.status === 'recording') {
    return (
      <button
        type="button"
        className={`button ${styles.record} ${styles.on}`}
        onClick={() => void endRecording()}
      >
        <Square size={16} fill="currentcolor" aria-hidden />
        <span>
          <span>{words.live.stopRecording}</span>{' '}
          <span className={styles.figures}>
            {`${clock(recording.seconds)} · ${fileSize(recording.bytes)}`}
          </span>
        </span>
      </button>
    );
  }
  return (
    <button
      type="button"
      className={`button ${styles.record}`}
      disabled={disabled || recording?.status === 'finishing'}
      onClick={record}
    >
      <Circle size={16} fill="currentcolor" className={styles.dot} aria-hidden />
      <span>{recording?.status === 'finishing' ? words.live.saving : words.live.record}</span>
    </button>
  );
}

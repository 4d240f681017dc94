import { Camera, Circle, Download, Maximize, Square, VideoOff } from 'lucide-react';
import type { RefObject } from 'react';
import { offer } from '../components/offer.ts';
import { clock, megabytes } from '../format.ts';
import styles from './LiveButtons.module.css';
import { useLive, useLiveActions } from './useLive.ts';

/** Stop, and what can be taken away. `whole` is what fills the screen. */
export function LiveButtons({ whole }: { whole: RefObject<HTMLElement | null> }) {
  const { stop, snapshot } = useLiveActions();
  const running = useLive(({ stage }) => stage.status === 'running');
  const painted = useLive(({ meter }) => Boolean(meter));
  const exporting = useLive((state) => state.exporting);
  const toggle = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void whole.current?.requestFullscreen();
  };
  return (
    <div className={styles.buttons}>
      <button type="button" className="button" disabled={!running} onClick={stop}>
        <VideoOff size={18} aria-hidden />
        Stop
      </button>
      <button
        type="button"
        className="button"
        disabled={!running || !painted}
        onClick={() => void snapshot().then(offer)}
      >
        <Camera size={18} aria-hidden />
        Snapshot
      </button>
      <RecordButton disabled={!running || !painted} />
      {exporting.status === 'done' && (
        <button type="button" className="button primary" onClick={() => offer(exporting.result)}>
          <Download size={18} aria-hidden />
          Download film, {megabytes(exporting.result.blob.size)}
        </button>
      )}
      {document.fullscreenEnabled && (
        <button type="button" className="button" onClick={toggle}>
          <Maximize size={18} aria-hidden />
          Full screen
        </button>
      )}
    </div>
  );
}

function RecordButton({ disabled }: { disabled: boolean }) {
  const { record, endRecording } = useLiveActions();
  const recording = useLive((state) => state.recording);
  if (recording?.status === 'recording') {
    return (
      <button type="button" className={`button ${styles.on}`} onClick={() => void endRecording()}>
        <Square size={16} fill="currentcolor" aria-hidden />
        <span>
          Stop recording{' '}
          <span className={styles.figures}>
            {clock(recording.seconds)} · {megabytes(recording.bytes)}
          </span>
        </span>
      </button>
    );
  }
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={disabled || recording?.status === 'finishing'}
        onClick={record}
      >
        <Circle size={16} fill="currentcolor" className={styles.dot} aria-hidden />
        {recording?.status === 'finishing' ? 'Saving …' : 'Record'}
      </button>
      {recording?.status === 'done' && (
        <button type="button" className="button primary" onClick={() => offer(recording.file)}>
          <Download size={18} aria-hidden />
          Download recording, {clock(recording.seconds)}, {megabytes(recording.file.blob.size)}
        </button>
      )}
    </>
  );
}

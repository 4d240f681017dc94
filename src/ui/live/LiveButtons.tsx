import { Camera, Circle, Download, Maximize, Minimize, Square, VideoOff } from 'lucide-react';
import type { RefObject } from 'react';
import { useLive, useLiveActions } from '../shared/context.ts';
import { saveFile } from '../shared/Files.tsx';
import { useFullscreen, useToggleFullscreen } from '../shared/fullscreen.ts';
import { clock, megabytes } from '../shared/format.ts';
import { useShortcut } from '../shared/useShortcut.ts';
import { words } from '../words/index.ts';
import styles from './LiveButtons.module.css';

/** Stop, snapshot, recording and full screen. `whole` is the element that fills the screen. */
export function LiveButtons({ whole }: { whole: RefObject<HTMLElement | null> }) {
  const { stop, snapshot } = useLiveActions();
  const running = useLive(({ stage }) => stage.status === 'running');
  const busy = useLive((state) => state.snapshot.status === 'running');
  const painted = useLive(({ meter }) => Boolean(meter));
  const full = Boolean(useFullscreen());
  const toggle = useToggleFullscreen(whole);
  useShortcut('fullScreen', toggle);
  return (
    <div className={styles.buttons}>
      <button type="button" className="button" disabled={!running} onClick={stop}>
        <VideoOff size={18} aria-hidden />
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
      <RecordButton disabled={!running || !painted} />
      {document.fullscreenEnabled && (
        <button type="button" className="button" onClick={toggle}>
          {full ? <Minimize size={18} aria-hidden /> : <Maximize size={18} aria-hidden />}
          <span>{full ? words.shared.leaveFullScreen : words.shared.fullScreen}</span>
        </button>
      )}
    </div>
  );
}

/** @returns what downloads a recording and keeps it no longer */
export function useDownloadRecording(): (id: string) => void {
  const { recordingFile, letGoRecording } = useLiveActions();
  const download = async (id: string) => {
    saveFile(await recordingFile(id));
    letGoRecording(id);
  };
  return (id) => void download(id);
}

function RecordButton({ disabled }: { disabled: boolean }) {
  const { record, endRecording } = useLiveActions();
  const download = useDownloadRecording();
  const recording = useLive((state) => state.recording);
  if (recording?.status === 'recording') {
    return (
      <button type="button" className={`button ${styles.on}`} onClick={() => void endRecording()}>
        <Square size={16} fill="currentcolor" aria-hidden />
        <span>
          <span>{words.live.stopRecording}</span>{' '}
          <span className={styles.figures}>
            {`${clock(recording.seconds)} · ${megabytes(recording.bytes)}`}
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
        <span>{recording?.status === 'finishing' ? words.live.saving : words.live.record}</span>
      </button>
      {recording?.status === 'done' && (
        <button type="button" className="button primary" onClick={() => download(recording.id)}>
          <Download size={18} aria-hidden />
          <span>
            {words.live.downloadRecording(
              clock(recording.seconds),
              megabytes(recording.file.blob.size),
            )}
          </span>
        </button>
      )}
    </>
  );
}

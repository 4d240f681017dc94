import { Download, Trash2, X } from 'lucide-react';
import { useLive, useLiveActions } from '../shared/context.ts';
import { saveFile } from '../shared/Files.tsx';
import { clock, fileSize } from '../shared/format.ts';
import { words } from '../words/index.ts';
import styles from './Recordings.module.css';

/** @returns what downloads a recording and keeps it no longer */
function useDownloadRecording(): (id: string) => void {
  const { recordingFile, letGoRecording } = useLiveActions();
  const download = async (id: string) => {
    saveFile(await recordingFile(id));
    letGoRecording(id);
  };
  return (id) => void download(id);
}

/** The recording that was made last, until another one is begun. In a row of its own: it comes and goes. */
export function LastRecording() {
  const { removeRecording } = useLiveActions();
  const download = useDownloadRecording();
  const recording = useLive((state) => state.recording);
  if (recording?.status !== 'done') return null;
  const { id, seconds, file } = recording;
  return (
    <div className={styles.last}>
      <button type="button" className="button primary" onClick={() => download(id)}>
        <Download size={18} aria-hidden />
        <span>{words.live.downloadRecording(clock(seconds), fileSize(file.blob.size))}</span>
      </button>
      <button type="button" className="button" onClick={() => removeRecording(id)}>
        <Trash2 size={18} aria-hidden />
        <span>{words.live.removeRecording}</span>
      </button>
    </div>
  );
}

/** Recordings that were not downloaded yet: those before the last one, and those of earlier visits. */
export function EarlierRecordings() {
  const { removeRecording } = useLiveActions();
  const download = useDownloadRecording();
  const earlier = useLive((state) => state.earlierRecordings);
  if (earlier.length === 0) return null;
  return (
    <section className={styles.earlier} aria-label={words.live.earlierRecordings}>
      <h2>{words.live.earlierRecordings}</h2>
      <ul>
        {earlier.map(({ id, file, seconds }) => (
          <li key={id}>
            <button type="button" className="button small" onClick={() => download(id)}>
              <Download size={16} aria-hidden />
              <span>{words.live.downloadRecording(clock(seconds), fileSize(file.blob.size))}</span>
            </button>
            <button type="button" className="icon-button" onClick={() => removeRecording(id)}>
              <X size={18} aria-hidden />
              <span className="visually-hidden">{words.live.removeRecording}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

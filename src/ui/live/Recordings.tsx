import { Download, Trash2, X } from 'lucide-react';
import type { FinishedRecording } from '../../state/live/index.ts';
import { useLive, useLiveActions } from '../shared/context.ts';
import { saveFile } from '../shared/Files.tsx';
import { clock, fileSize } from '../shared/format.ts';
import { words } from '../words/index.ts';
import styles from './Recordings.module.css';

/** @returns what downloads a recording, which the browser then keeps for this visit only */
function useDownloadRecording(): (id: string) => void {
  const { recordingFile, letGoRecording } = useLiveActions();
  const download = async (id: string) => {
    saveFile(await recordingFile(id));
    letGoRecording(id);
  };
  return (id) => void download(id);
}

function DownloadLabel({ made }: { made: FinishedRecording }) {
  const { seconds, file, downloaded } = made;
  const { downloadRecording, downloadRecordingAgain } = words.live;
  const label = downloaded ? downloadRecordingAgain : downloadRecording;
  return <span>{label(clock(seconds), fileSize(file.blob.size))}</span>;
}

/** The recording that was made last, until another one is begun. In a row of its own: it comes and goes. */
export function LastRecording() {
  const { removeRecording } = useLiveActions();
  const download = useDownloadRecording();
  const recording = useLive((state) => state.recording);
  if (recording?.status !== 'done') return null;
  const { id, downloaded } = recording;
  return (
    <div className={styles.last}>
      <button
        type="button"
        className={downloaded ? 'button' : 'button primary'}
        onClick={() => download(id)}
      >
        <Download size={18} aria-hidden />
        <DownloadLabel made={recording} />
      </button>
      <button type="button" className="button" onClick={() => removeRecording(id)}>
        <Trash2 size={18} aria-hidden />
        <span>{words.live.removeRecording}</span>
      </button>
    </div>
  );
}

/** Recordings before the last one, and those of earlier visits; and how long one that was downloaded is kept. */
export function EarlierRecordings() {
  const { removeRecording } = useLiveActions();
  const download = useDownloadRecording();
  const earlier = useLive((state) => state.earlierRecordings);
  const last = useLive((state) => state.recording);
  const all = last?.status === 'done' ? [...earlier, last] : earlier;
  const hint = all.some(({ downloaded }) => downloaded) && (
    <p className={styles.hint}>{words.live.downloadedHint}</p>
  );
  if (earlier.length === 0) return hint && <section>{hint}</section>;
  return (
    <section className={styles.earlier} aria-label={words.live.earlierRecordings}>
      <h2>{words.live.earlierRecordings}</h2>
      <ul>
        {earlier.map((made) => (
          <li key={made.id}>
            <button type="button" className="button small" onClick={() => download(made.id)}>
              <Download size={16} aria-hidden />
              <DownloadLabel made={made} />
            </button>
            <button type="button" className="icon-button" onClick={() => removeRecording(made.id)}>
              <X size={18} aria-hidden />
              <span className="visually-hidden">{words.live.removeRecording}</span>
            </button>
          </li>
        ))}
      </ul>
      {hint}
    </section>
  );
}

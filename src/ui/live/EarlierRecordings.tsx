import { Download, X } from 'lucide-react';
import { useLive, useLiveActions } from '../shared/context.ts';
import { clock, megabytes } from '../shared/format.ts';
import { words } from '../words/index.ts';
import { useDownloadRecording } from './LiveButtons.tsx';
import styles from './EarlierRecordings.module.css';

/** Recordings that were not downloaded yet: those before the last one, and those of earlier visits. */
export function EarlierRecordings() {
  const { letGoRecording } = useLiveActions();
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
              <span>{words.live.downloadRecording(clock(seconds), megabytes(file.blob.size))}</span>
            </button>
            <button type="button" className="icon-button" onClick={() => letGoRecording(id)}>
              <X size={18} aria-hidden />
              <span className="visually-hidden">{words.live.removeRecording}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Download, X } from 'lucide-react';
import { useLive, useLiveActions } from '../shared/context.ts';
import { saveFile } from '../shared/Files.tsx';
import { clock, megabytes } from '../shared/format.ts';
import { words } from '../words/index.ts';
import styles from './EarlierRecordings.module.css';

/** Recordings that were not downloaded yet: those before the last one, and those of earlier visits. */
export function EarlierRecordings() {
  const { letGoRecording } = useLiveActions();
  const earlier = useLive((state) => state.earlierRecordings);
  if (earlier.length === 0) return null;
  return (
    <section className={styles.earlier} aria-label={words.live.earlierRecordings}>
      <h2>{words.live.earlierRecordings}</h2>
      <ul>
        {earlier.map(({ id, file, seconds }) => (
          <li key={id}>
            <button
              type="button"
              className="button small"
              onClick={() => {
                saveFile(file);
                letGoRecording(id);
              }}
            >
              <Download size={16} aria-hidden />
              {words.live.downloadRecording(clock(seconds), megabytes(file.blob.size))}
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

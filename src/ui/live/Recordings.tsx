import { Download, Trash2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { madeAt, type FinishedRecording, type LiveState } from '../../state/live/index.ts';
import { useLive, useLiveActions } from '../shared/context.ts';
import { saveFile } from '../shared/Files.tsx';
import { fileSize, lengthText, moment } from '../shared/format.ts';
import { titleOfStyles } from '../shared/titleOfStyles.ts';
import { words } from '../words/index.ts';
import styles from './Recordings.module.css';

/** @returns what downloads a recording or a painted film, which the browser then keeps for this visit only */
export function useDownload(): (id: string) => void {
  const { recordingFile, letGoRecording } = useLiveActions();
  const download = async (id: string) => {
    saveFile(await recordingFile(id));
    letGoRecording(id);
  };
  return (id) => void download(id);
}

/** What a button downloads. Of a film its name, too: the visitor knows it. */
export function DownloadLabel({ made }: { made: FinishedRecording }) {
  const { seconds, file, downloaded, isFilm } = made;
  const facts = [lengthText(seconds), fileSize(file.blob.size)] as const;
  const { downloadFilm, downloadFilmAgain, downloadRecording, downloadRecordingAgain } = words.live;
  return (
    <span>
      {isFilm
        ? (downloaded ? downloadFilmAgain : downloadFilm)(file.name, ...facts)
        : (downloaded ? downloadRecordingAgain : downloadRecording)(...facts)}
    </span>
  );
}

/**
 * @returns the painted film that is offered beside the button that paints one, and so is not in the list: it is of the
 *   open film, or of the last one where none is open
 */
export function paintingInSight(state: LiveState): FinishedRecording | undefined {
  const { exporting, film, stage, earlierRecordings } = state;
  if (exporting.status !== 'done') return undefined;
  const { id, of } = exporting.result;
  const open = stage.status === 'running' && stage.source.kind === 'film' && stage.source.name;
  return film && open !== of ? undefined : earlierRecordings.find((made) => made.id === id);
}

/** The recording that was made last, until another one is begun. In a row of its own: it comes and goes. */
export function LastRecording() {
  const { removeRecording } = useLiveActions();
  const download = useDownload();
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

/**
 * Recordings before the last one, painted films, and those of earlier visits; and how long what was downloaded is kept.
 */
export function EarlierRecordings() {
  const { removeRecording } = useLiveActions();
  const earlier = useLive((state) => state.earlierRecordings);
  const last = useLive((state) => state.recording);
  const inSight = useLive(paintingInSight);
  const list = useRef<HTMLUListElement>(null);
  const removed = useRef<{ readonly id: string; readonly at: number }>(undefined);

  // The button that removed one is gone. The focus goes to the one that took its place.
  useEffect(() => {
    const { id, at } = removed.current ?? {};
    if (at === undefined || earlier.some((made) => made.id === id)) return;
    removed.current = undefined;
    const rows = list.current?.children ?? [];
    const row = rows[Math.min(at, rows.length - 1)];
    row?.querySelector<HTMLElement>('[data-remove]')?.focus();
  }, [earlier]);

  const all = last?.status === 'done' ? [...earlier, last] : earlier;
  const hint = all.some(({ downloaded }) => downloaded) && (
    <p className={styles.hint}>{words.live.downloadedHint}</p>
  );
  const listed = earlier.filter((made) => made !== inSight);
  if (listed.length === 0) return hint && <section>{hint}</section>;
  return (
    <section className={styles.earlier} aria-label={words.live.recordingsAndFilms}>
      <h2>{words.live.recordingsAndFilms}</h2>
      <ul ref={list}>
        {listed.map((made, at) => (
          <Row
            key={made.id}
            made={made}
            onRemove={() => {
              removed.current = { id: made.id, at };
              removeRecording(made.id);
            }}
          />
        ))}
      </ul>
      {hint}
    </section>
  );
}

function Row({ made, onRemove }: { made: FinishedRecording; onRemove: () => void }) {
  const download = useDownload();
  const title = useLive(({ connection }) =>
    made.styles && connection.status === 'connected'
      ? titleOfStyles(made.styles, connection.manifest)
      : undefined,
  );
  const at = madeAt(made);
  const facts = [title, at !== undefined && moment(at)].filter(Boolean).join(' · ');
  return (
    <li>
      <button type="button" className="button small" onClick={() => download(made.id)}>
        <Download size={16} aria-hidden />
        <span className={styles.texts}>
          <DownloadLabel made={made} />
          <span className={styles.facts}>{facts}</span>
        </span>
      </button>
      <button type="button" className="icon-button" data-remove onClick={onRemove}>
        <X size={18} aria-hidden />
        <span className="visually-hidden">
          {made.isFilm ? words.live.removeFilm : words.live.removeRecording}
        </span>
      </button>
    </li>
  );
}

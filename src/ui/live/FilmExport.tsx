import { Download, Film, X } from 'lucide-react';
import { useRef } from 'react';
import {
  FILM_SIZES,
  writtenSize,
  type FinishedRecording,
  type KnownFilm,
} from '../../state/live/index.ts';
import { useLive, useLiveActions } from '../shared/context.ts';
import { clock } from '../shared/format.ts';
import { JobStatus } from '../shared/JobStatus.tsx';
import { useLostFocus } from '../shared/lostFocus.ts';
import { ProgressBar } from '../shared/Progress.tsx';
import { titleOfStyles } from '../shared/titleOfStyles.ts';
import { networkTitle, sentenceOf, words } from '../words/index.ts';
import styles from './FilmExport.module.css';
import settings from './LiveSettings.module.css';
import { DownloadLabel, paintingInSight, useDownload } from './Recordings.tsx';

/** Painting the whole film to a file: its size, what it becomes, how far it is, and the file when it is done. */
export function FilmExport() {
  const exporting = useLive((state) => state.exporting);
  return (
    <>
      {/* The progress bar says what it does. */}
      <JobStatus job={exporting} running="" done={words.live.filmIsReady} />
      <Steps />
    </>
  );
}

function Steps() {
  const running = useLive(({ exporting }) => exporting.status === 'running');
  const hasFilm = useLive(({ film }) => Boolean(film));
  const made = useLive(paintingInSight);
  if (running) return <Running />;
  if (!hasFilm && !made) return null;
  return (
    <div className={styles.export}>
      {hasFilm && <Start />}
      {made && <Painting made={made} />}
    </div>
  );
}

/** The file, when it is done. */
function Painting({ made }: { made: FinishedRecording }) {
  const { removeRecording } = useLiveActions();
  const download = useDownload();
  return (
    <div className={styles.painting}>
      <button
        type="button"
        className={`button small ${styles.file} ${made.downloaded ? '' : 'primary'}`}
        onClick={() => download(made.id)}
      >
        <Download size={16} aria-hidden />
        <DownloadLabel made={made} />
      </button>
      <button type="button" className="icon-button" onClick={() => removeRecording(made.id)}>
        <X size={18} aria-hidden />
        <span className="visually-hidden">{words.live.removeFilm}</span>
      </button>
    </div>
  );
}

/** How a film that was begun has ended, with no new file. */
const ENDS: readonly string[] = ['cancelled', 'failed'];

/** The button that begins, and what it will make. */
function Start() {
  const { choose, exportFilm } = useLiveActions();
  const known = useLive((state) => state.filmFacts);
  const chosen = useLive((state) => state.settings.filmSize);
  const painted = useLive(({ meter }) => Boolean(meter));
  const button = useRef<HTMLButtonElement>(null);
  const isOver = useLive(({ exporting }) => ENDS.includes(exporting.status));
  useLostFocus(button, isOver); // it was on the button that cancels
  const facts = known?.status === 'known' ? known.facts : undefined;
  const smaller = FILM_SIZES.filter((side) => facts && side < Math.min(facts.width, facts.height));
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button small"
        disabled={!painted || known?.status === 'unknown'}
        onClick={() => void exportFilm()}
      >
        <Film size={16} aria-hidden />
        {words.live.paintWholeFilm}
      </button>
      {facts && (
        <select
          className={settings.select}
          aria-label={words.live.filmSize}
          value={chosen !== undefined && smaller.some((side) => side === chosen) ? chosen : ''}
          onChange={({ target }) =>
            choose({ filmSize: target.value ? Number(target.value) : undefined })
          }
        >
          {[undefined, ...smaller].map((side) => {
            const { width, height } = writtenSize(facts, side);
            return (
              <option key={side ?? ''} value={side ?? ''}>
                {`${width} × ${height}`}
              </option>
            );
          })}
        </select>
      )}
      <span className={styles.quiet}>{becomes(known)}</span>
      <PaintedBy />
    </>
  );
}

/** The split view shows two networks, and not which of them is chosen. */
function PaintedBy() {
  const split = useLive(({ settings }) => settings.view === 'split');
  const model = useLive(({ connection, settings: { network } }) =>
    connection.status === 'connected'
      ? connection.manifest.models.find((known) => known.network === network)
      : undefined,
  );
  if (!split || !model) return null;
  return <span className={styles.quiet}>{words.live.paintsTheFile(networkTitle(model))}</span>;
}

const FORMATS = { mp4: 'MP4', webm: 'WebM' } as const;

/** @returns what the film becomes, or why it can't be painted to a file */
function becomes(known: KnownFilm | undefined): string {
  const text = words.live.filmBecomes;
  if (!known) return text.looking;
  if (known.status === 'unknown') return sentenceOf(known.fault);
  const { format, sound } = known.facts;
  const kind = sound === 'lost' || sound === 'unplayable' ? sound : 'file';
  return text[kind](FORMATS[format]);
}

function Running() {
  const { cancelExport } = useLiveActions();
  const exporting = useLive((state) => state.exporting);
  const connection = useLive((state) => state.connection);
  if (exporting.status !== 'running' || connection.status !== 'connected') return null;
  const { done, msLeft, styles: look } = exporting.progress;
  const title = titleOfStyles(look, connection.manifest);
  return (
    <div className={styles.running}>
      <ProgressBar
        // Another style may be chosen meanwhile.
        label={words.live.paintingFilmAs(title)}
        progress={{ phase: 'film', done }}
        onCancel={cancelExport}
        takesFocus
      />
      <p className={styles.quiet}>
        {msLeft !== undefined && (
          <span>{`${words.live.timeLeft(clock(Math.ceil(msLeft / 1000)))} `}</span>
        )}
        <span>{words.live.goesOn}</span>
      </p>
    </div>
  );
}

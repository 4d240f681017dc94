import { Pause, Play, Volume2, VolumeX } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useLive, useLiveActions } from '../shared/context.ts';
import { clock, lengthText } from '../shared/format.ts';
import { words } from '../words/index.ts';
import styles from './FilmBar.module.css';

/** Seconds that an arrow key moves; the pointer is finer. */
const KEY_SECONDS = 2;

/** The controls of a video file: play, seek and sound. */
export function FilmBar() {
  const { play, pause, seek, setMuted } = useLiveActions();
  const film = useLive((state) => state.film);
  const exporting = useLive((state) => state.exporting);
  if (!film) return null;
  const { duration, position, paused, muted } = film;
  const step = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    seek(Math.min(duration, Math.max(0, position + direction * KEY_SECONDS)));
  };
  const busy = exporting.status === 'running';
  return (
    <div className={styles.film}>
      <button type="button" className="icon-button" disabled={busy} onClick={paused ? play : pause}>
        {paused ? <Play size={20} aria-hidden /> : <Pause size={20} aria-hidden />}
        <span className="visually-hidden">{paused ? words.live.play : words.live.pause}</span>
      </button>
      <input
        type="range"
        aria-label={words.live.position}
        aria-valuetext={words.live.positionOf(clock(position), lengthText(duration))}
        min="0"
        max={Number.isFinite(duration) ? duration : 0}
        step="0.01"
        value={position}
        disabled={busy}
        onKeyDown={step}
        onChange={({ target }) => seek(target.valueAsNumber)}
      />
      <span className={styles.time}>{`${clock(position)} / ${lengthText(duration)}`}</span>
      <button type="button" className="icon-button" onClick={() => setMuted(!muted)}>
        {muted ? <VolumeX size={20} aria-hidden /> : <Volume2 size={20} aria-hidden />}
        <span className="visually-hidden">{muted ? words.live.soundOn : words.live.soundOff}</span>
      </button>
    </div>
  );
}

import type { CSSProperties } from 'react';
import type { Page } from '../../state/index.ts';
import { words } from '../words/index.ts';
import { useLive, useQueue } from './context.ts';
import { percent } from './format.ts';
import styles from './Header.module.css';

/** How far that is which goes on while another page is shown: the queue of Stylize, and the film of Live. */
export function GoingOn({ page }: { page: Page }) {
  if (page === 'stylize') return <QueueGoingOn />;
  if (page === 'live') return <FilmGoingOn />;
  return null;
}

function QueueGoingOn() {
  const isRunning = useQueue(({ status }) => status === 'running');
  const share = useQueue(({ photos }) => {
    const ended = photos.filter(
      ({ state }) => state.status === 'done' || state.status === 'failed',
    );
    return ended.length / photos.length;
  });
  return isRunning && <Bar share={share} label={words.shared.queueGoesOn} />;
}

function FilmGoingOn() {
  const share = useLive(({ exporting }) =>
    exporting.status === 'running' ? exporting.progress.done : undefined,
  );
  return share !== undefined && <Bar share={share} label={words.shared.filmGoesOn} />;
}

function Bar({ share, label }: { share: number; label: (share: string) => string }) {
  return (
    <>
      <span className="visually-hidden">{label(percent(share))}</span>
      <span className={styles.goingOn} style={{ '--share': share } as CSSProperties} aria-hidden />
    </>
  );
}

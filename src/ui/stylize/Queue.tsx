import { useEffect, useId, useRef } from 'react';
import { useQueue, useQueueActions } from '../shared/context.ts';
import settings from '../shared/Settings.module.css';
import { words } from '../words/index.ts';
import styles from './Queue.module.css';
import { QueueButtons, QueueMore, QueueSettings } from './QueueButtons.tsx';
import { QueueRow } from './QueueRow.tsx';
import { QueueStatus } from './QueueStatus.tsx';

interface Props {
  /** How many times the visitor brought photos since the page is shown. Each time the queue comes in sight. */
  readonly added: number;
}

/** Many photos that are painted one after the other. It is there once several files were opened. */
export function Queue({ added }: Props) {
  const photos = useQueue((state) => state.photos);
  const open = useQueue((state) => state.open);
  const { remove } = useQueueActions();
  const title = useId();
  const head = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const removed = useRef<number>(undefined);

  // The visitor may have scrolled away from it, and would see nothing of what was dropped.
  useEffect(() => {
    if (added > 0) head.current?.scrollIntoView({ block: 'nearest' });
  }, [added]);

  // The button that removed a photo is gone. The focus goes to the one that took its place.
  useEffect(() => {
    if (removed.current === undefined) return;
    const rows = list.current?.children ?? [];
    const row = rows[Math.min(removed.current, rows.length - 1)];
    removed.current = undefined;
    row?.querySelector<HTMLElement>('[data-remove]')?.focus();
  });

  if (photos.length === 0) return null;
  return (
    <section role="group" aria-labelledby={title} className={settings.group}>
      <div ref={head} className={styles.head}>
        <h2 id={title}>{words.queue.title}</h2>
        <QueueStatus />
      </div>
      <QueueButtons />
      <QueueSettings />
      <ul ref={list} className={styles.list} aria-label={words.queue.title}>
        {photos.map((photo, at) => (
          <QueueRow
            key={photo.id}
            photo={photo}
            isOpen={photo.id === open}
            onRemove={() => {
              removed.current = at;
              remove(photo.id);
            }}
          />
        ))}
      </ul>
      <QueueMore />
    </section>
  );
}

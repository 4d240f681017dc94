import { countsOf, timeLeft } from '../../state/stylize/index.ts';
import { useQueue } from '../shared/context.ts';
import { clock } from '../shared/format.ts';
import { words } from '../words/index.ts';
import styles from './Queue.module.css';

/** How far the queue is, and how long it will take. */
export function QueueStatus() {
  const done = useQueue((state) => countsOf(state).done);
  const failed = useQueue((state) => countsOf(state).failed);
  const all = useQueue((state) => state.photos.length);
  const note = useQueue((state) => {
    const { status, givesWay, saving, photos } = state;
    if (saving) return words.queue.saving;
    if (status === 'paused') {
      const works = photos.some((photo) => photo.state.status === 'painting');
      return works ? words.queue.pausing : words.queue.paused;
    }
    if (status === 'running' && givesWay) return words.queue.givesWay;
    const left = timeLeft(state);
    if (left !== undefined) return words.queue.left(clock(left / 1000));
    const { earlier } = countsOf(state);
    return earlier > 0 ? words.queue.earlier(earlier) : '';
  });
  return (
    <div className={styles.status}>
      <p role="status">{words.queue.progress(done, all, failed)}</p>
      {/* No status: it changes all the time. */}
      <p>{note}</p>
    </div>
  );
}

import { useStore } from 'zustand';
import { words } from '../words/index.ts';
import { useApp } from './context.ts';
import styles from './UpdateNotice.module.css';

/** Asks whether the page may be reloaded with a new version that has arrived. Nothing is reloaded by itself. */
export function UpdateNotice() {
  const { updates } = useApp();
  const ready = useStore(updates.store, (state) => state.ready);
  return (
    <div role="status" className={styles.place}>
      {ready && (
        <div className={styles.notice}>
          <p>{words.shared.update.text}</p>
          <button type="button" className="button small" onClick={updates.later}>
            {words.shared.update.later}
          </button>
          <button type="button" className="button small primary" onClick={updates.reload}>
            {words.shared.update.reload}
          </button>
        </div>
      )}
    </div>
  );
}

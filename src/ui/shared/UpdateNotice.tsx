import { useStore } from 'zustand';
import { words } from '../words/index.ts';
import styles from './BottomNotices.module.css';
import { useApp, usePhotos, usePhotosActions } from './context.ts';

/** Asks whether the page may be reloaded with a new version, and tells of code that does not arrive. */
export function UpdateNotice() {
  const { updates } = useApp();
  const { ready, stalled } = useStore(updates.store);
  return (
    <>
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
      {stalled && !ready && <Stalled />}
    </>
  );
}

/** Nothing has arrived for a while of what opens a photo, paints it, or shows a page. */
function Stalled() {
  const { cancelOpening } = usePhotosActions();
  const opening = usePhotos((state) => Boolean(state.opening));
  return (
    <div className={styles.notice}>
      <p>{words.shared.stalled}</p>
      {opening && (
        <button type="button" className="button small" onClick={cancelOpening}>
          {words.shared.cancel}
        </button>
      )}
      <button type="button" className="button small" onClick={() => location.reload()}>
        {words.shared.update.reload}
      </button>
    </div>
  );
}

import { X } from 'lucide-react';
import { createPortal } from 'react-dom';
import type { Elsewhere } from '../../state/shared/index.ts';
import { sentenceOf, words } from '../words/index.ts';
import { useApp, usePhotosActions, usePhotos } from './context.ts';
import { useFullscreen } from './fullscreen.ts';
import styles from './Notice.module.css';

/** A sentence about something that did not work. It stays until it is closed or another picture is opened. */
export function Notice() {
  const notice = usePhotos((state) => state.notice);
  const { dismissNotice } = usePhotosActions();
  const { openOn } = useApp();
  // In full screen nothing outside of the full-screen element is visible or can be reached.
  const screen = useFullscreen();
  const place = (
    <div role="alert" className={styles.place}>
      {notice && (
        <div className={styles.notice} key={notice.id}>
          <div className={styles.said}>
            <p>{sentenceOf(notice.fault)}</p>
            {notice.elsewhere && <OpenElsewhere {...notice.elsewhere} onOpen={openOn} />}
          </div>
          <button type="button" className="icon-button" onClick={dismissNotice}>
            <X size={18} aria-hidden />
            <span className="visually-hidden">{words.shared.closeMessage}</span>
          </button>
        </div>
      )}
    </div>
  );
  return screen ? createPortal(place, screen) : place;
}

interface Props extends Elsewhere {
  readonly onOpen: (elsewhere: Elsewhere) => void;
}

/** Opens the refused file on the page that takes it. */
function OpenElsewhere({ page, file, onOpen }: Props) {
  const { dismissNotice } = usePhotosActions();
  const open = () => {
    dismissNotice();
    onOpen({ page, file });
  };
  return (
    <button type="button" className="button small" onClick={open}>
      {words.shared.openOn(words.shared.pages[page])}
    </button>
  );
}

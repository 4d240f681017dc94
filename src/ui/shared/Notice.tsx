import { X } from 'lucide-react';
import { createPortal } from 'react-dom';
import { sentenceOf, words } from '../words/index.ts';
import { usePhotosActions, usePhotos } from './context.ts';
import { useFullscreen } from './fullscreen.ts';
import styles from './Notice.module.css';
import { OpenElsewhere } from './OpenElsewhere.tsx';
import { useGoingOn } from './useGoingOn.ts';

/**
 * A sentence about something that did not work. It stays until it is closed, also by Escape; another picture, film or
 * camera is opened; another page is shown; or the visitor goes on: chooses something, or asks for something of its kind
 * again. One that has a button stays for that.
 */
export function Notice() {
  const notice = usePhotos((state) => state.notice);
  const { dismissNotice } = usePhotosActions();
  useGoingOn(notice, dismissNotice);
  // In full screen nothing outside of the full-screen element is visible or can be reached.
  const screen = useFullscreen();
  const place = (
    <div role="alert" className={styles.place}>
      {notice && (
        <div className={styles.notice} key={notice.id}>
          <div className={styles.said}>
            <p>{sentenceOf(notice.fault)}</p>
            <OpenElsewhere elsewhere={notice.elsewhere} onOpen={dismissNotice} />
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

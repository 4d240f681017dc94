import { Eye, Maximize, Minimize } from 'lucide-react';
import type { RefObject } from 'react';
import { useFullscreen, useToggleFullscreen } from '../shared/fullscreen.ts';
import { HoldPhoto } from '../shared/HoldPhoto.tsx';
import { useShortcut } from '../shared/useShortcut.ts';
import { words } from '../words/index.ts';
import styles from './ViewButtons.module.css';

interface Props {
  /** What fills the screen. */
  readonly whole: RefObject<HTMLElement | null>;
  readonly held: boolean;
  readonly onHold: (held: boolean) => void;
}

/** In a corner of the picture: the photo while a button is held, and full screen. */
export function ViewButtons({ whole, held, onHold }: Props) {
  const full = Boolean(useFullscreen());
  const toggle = useToggleFullscreen(whole);
  useShortcut('fullScreen', toggle);
  const screen = full ? words.shared.leaveFullScreen : words.shared.fullScreen;
  return (
    <div role="group" aria-label={words.shared.view} className={styles.buttons}>
      <HoldPhoto
        className={styles.button!}
        title={words.shared.holdToSee}
        held={held}
        onHold={onHold}
      >
        <Eye size={18} aria-hidden />
        <span className="visually-hidden">{words.shared.holdToSee}</span>
      </HoldPhoto>
      {document.fullscreenEnabled && (
        <button type="button" className={styles.button} title={screen} onClick={toggle}>
          {full ? <Minimize size={18} aria-hidden /> : <Maximize size={18} aria-hidden />}
          <span className="visually-hidden">{screen}</span>
        </button>
      )}
    </div>
  );
}

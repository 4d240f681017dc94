import { Eye, Maximize, Minimize } from 'lucide-react';
import type { RefObject } from 'react';
import { useFullscreen, useToggleFullscreen } from '../shared/fullscreen.ts';
import { HoldPhoto } from '../shared/HoldPhoto.tsx';
import onPicture from '../shared/OnPicture.module.css';
import { useShortcut } from '../shared/useShortcut.ts';
import { ZoomButtons } from '../shared/ZoomButtons.tsx';
import type { ZoomPan } from '../shared/zoomPan.ts';
import { words } from '../words/index.ts';
import styles from './ViewButtons.module.css';

interface Props {
  /** What fills the screen. */
  readonly whole: RefObject<HTMLElement | null>;
  readonly zoom: ZoomPan;
  readonly held: boolean;
  readonly onHold: (held: boolean) => void;
  /** There is nothing but the zoom: the photo has no painting over it, or a mask is drawn. */
  readonly zoomOnly: boolean;
}

/** In a corner of the picture: the zoom, the photo while a button is held, and full screen. */
export function ViewButtons({ zoom, zoomOnly, ...view }: Props) {
  return (
    <div role="group" aria-label={words.shared.view} className={styles.buttons}>
      <ZoomButtons zoom={zoom} over />
      {!zoomOnly && <HoldAndFullScreen {...view} />}
    </div>
  );
}

function HoldAndFullScreen({ whole, held, onHold }: Omit<Props, 'zoom' | 'zoomOnly'>) {
  const full = Boolean(useFullscreen());
  const toggle = useToggleFullscreen(whole);
  useShortcut('fullScreen', toggle);
  const screen = full ? words.shared.leaveFullScreen : words.shared.fullScreen;
  return (
    <>
      <HoldPhoto
        className={onPicture.button!}
        title={words.shared.holdToSee}
        held={held}
        onHold={onHold}
      >
        <Eye size={18} aria-hidden />
        <span className="visually-hidden">{words.shared.holdToSee}</span>
      </HoldPhoto>
      {document.fullscreenEnabled && (
        <button type="button" className={onPicture.button} title={screen} onClick={toggle}>
          {full ? <Minimize size={18} aria-hidden /> : <Maximize size={18} aria-hidden />}
          <span className="visually-hidden">{screen}</span>
        </button>
      )}
    </>
  );
}

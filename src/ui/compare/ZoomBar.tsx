import { Minus, Plus } from 'lucide-react';
import type { RefObject } from 'react';
import type { ZoomPan } from './zoom.ts';
import styles from './ZoomBar.module.css';

interface Props {
  readonly value: RefObject<HTMLOutputElement | null>;
  readonly control: RefObject<ZoomPan | undefined>;
  readonly hidden: boolean;
}

/** Zoom by buttons, and what the pointer and the keyboard can do. 100 % is exact on any screen. */
export function ZoomBar({ value, control, hidden }: Props) {
  return (
    <div className={styles.bar} hidden={hidden}>
      <div role="group" aria-label="Zoom" className={styles.buttons}>
        <button type="button" className="button small" onClick={() => control.current?.fitIt()}>
          Fit
        </button>
        <button
          type="button"
          className="button small"
          title="One pixel of the picture on one pixel of the screen"
          onClick={() => control.current?.actualSize()}
        >
          100 %
        </button>
        <button
          type="button"
          className="button small"
          aria-label="Zoom out"
          onClick={() => control.current?.zoomOut()}
        >
          <Minus size={16} aria-hidden />
        </button>
        <output ref={value} aria-label="Shown at" className={styles.value} />
        <button
          type="button"
          className="button small"
          aria-label="Zoom in"
          onClick={() => control.current?.zoomIn()}
        >
          <Plus size={16} aria-hidden />
        </button>
      </div>
      <p id="zoom-help" className={styles.help}>
        Click a picture, then scroll to zoom and drag to move. Keys: <kbd>+</kbd> <kbd>−</kbd>{' '}
        <kbd>0</kbd> fit, <kbd>1</kbd> exact pixels of the screen, arrows.
      </p>
    </div>
  );
}

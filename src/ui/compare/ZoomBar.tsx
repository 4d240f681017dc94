import { Minus, Plus } from 'lucide-react';
import type { RefObject } from 'react';
import { words } from '../words/index.ts';
import type { ZoomPan } from './zoom.ts';
import styles from './ZoomBar.module.css';

interface Props {
  readonly value: RefObject<HTMLOutputElement | null>;
  readonly control: RefObject<ZoomPan | undefined>;
  readonly hidden: boolean;
}

/** Buttons for the zoom, and a line about pointer and keyboard. 100 % is one picture pixel on one pixel of the screen. */
export function ZoomBar({ value, control, hidden }: Props) {
  return (
    <div className={styles.bar} hidden={hidden}>
      <div role="group" aria-label={words.compare.zoom.label} className={styles.buttons}>
        <button type="button" className="button small" onClick={() => control.current?.fitIt()}>
          {words.compare.zoom.fit}
        </button>
        <button
          type="button"
          className="button small"
          title={words.compare.zoom.exactHint}
          onClick={() => control.current?.actualSize()}
        >
          {words.compare.zoom.exact}
        </button>
        <button
          type="button"
          className="button small"
          aria-label={words.compare.zoom.out}
          onClick={() => control.current?.zoomOut()}
        >
          <Minus size={16} aria-hidden />
        </button>
        <output ref={value} aria-label={words.compare.zoom.shownAt} className={styles.value} />
        <button
          type="button"
          className="button small"
          aria-label={words.compare.zoom.in}
          onClick={() => control.current?.zoomIn()}
        >
          <Plus size={16} aria-hidden />
        </button>
      </div>
      <p id="zoom-help" className={styles.help}>
        {words.compare.zoom.help}
      </p>
    </div>
  );
}

import { Minus, Plus, ZoomIn, ZoomOut } from 'lucide-react';
import { useStore } from 'zustand';
import { words } from '../words/index.ts';
import { percent } from './format.ts';
import onPicture from './OnPicture.module.css';
import styles from './ZoomButtons.module.css';
import type { ZoomPan } from './zoomPan.ts';

interface Props {
  readonly zoom: ZoomPan;
  /** They lie on the picture. Then there is one button only as long as the picture fills its frame. */
  readonly over?: boolean;
}

/** Buttons for the zoom. 100 % is one picture pixel on one pixel of the screen. */
export function ZoomButtons({ zoom, over = false }: Props) {
  const shown = useStore(zoom.store, (state) => state.percent);
  const fitted = useStore(zoom.store, (state) => state.fitted);
  const { label, fit, exact, exactHint, out, in: into, inHint, shownAt } = words.shared.zoom;
  const hidden = over && fitted;
  const [Into, Out] = over ? [ZoomIn, ZoomOut] : [Plus, Minus];
  const text = over ? onPicture.text : 'button small';
  const icon = over ? onPicture.button : 'button small';
  return (
    <div role="group" aria-label={label} className={over ? styles.over : styles.buttons}>
      <button type="button" className={text} hidden={hidden} onClick={zoom.showAll}>
        {fit}
      </button>
      <button
        type="button"
        className={text}
        hidden={hidden}
        title={exactHint}
        onClick={zoom.actualSize}
      >
        {exact}
      </button>
      <button
        type="button"
        className={icon}
        hidden={hidden}
        aria-label={out}
        onClick={zoom.zoomOut}
      >
        <Out size={over ? 18 : 16} aria-hidden />
      </button>
      <output
        aria-label={shownAt}
        className={over ? `chip ${styles.chip}` : styles.value}
        hidden={hidden}
      >
        {percent(shown / 100)}
      </output>
      <button
        type="button"
        className={icon}
        aria-label={into}
        title={over ? inHint : undefined}
        onClick={zoom.zoomIn}
      >
        <Into size={over ? 18 : 16} aria-hidden />
      </button>
    </div>
  );
}

import { Minus, Plus } from 'lucide-react';
import { useStore } from 'zustand';
import { percent } from './format.ts';
import { words } from '../words/index.ts';
import styles from './ZoomButtons.module.css';
import type { ZoomPan } from './zoomPan.ts';

/** Buttons for the zoom. 100 % is one picture pixel on one pixel of the screen. */
export function ZoomButtons({ zoom }: { readonly zoom: ZoomPan }) {
  const { percent: shown } = useStore(zoom.store);
  const { label, fit, exact, exactHint, out, in: into, shownAt } = words.shared.zoom;
  return (
    <div role="group" aria-label={label} className={styles.buttons}>
      <button type="button" className="button small" onClick={zoom.showAll}>
        {fit}
      </button>
      <button type="button" className="button small" title={exactHint} onClick={zoom.actualSize}>
        {exact}
      </button>
      <button type="button" className="button small" aria-label={out} onClick={zoom.zoomOut}>
        <Minus size={16} aria-hidden />
      </button>
      <output aria-label={shownAt} className={styles.value}>
        {percent(shown / 100)}
      </output>
      <button type="button" className="button small" aria-label={into} onClick={zoom.zoomIn}>
        <Plus size={16} aria-hidden />
      </button>
    </div>
  );
}

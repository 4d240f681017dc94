import type { Comparison } from '../../picture/index.ts';
import type { SideId, SideState, View } from '../../state/compare/index.ts';
import { Divider } from '../components/Divider.tsx';
import { PhotoCanvas } from '../components/PhotoCanvas.tsx';
import { PixelsCanvas } from '../components/PixelsCanvas.tsx';
import { MapLegend } from './MapLegend.tsx';
import styles from './Pictures.module.css';
import { SidePicture } from './SidePicture.tsx';
import { lastResult, SIDES, type Sides } from './sides.ts';
import { SideStatus } from './SideStatus.tsx';
import { useZoomPan } from './useZoomPan.ts';
import type { Size } from './zoom.ts';
import { ZoomBar } from './ZoomBar.tsx';

export interface PicturesProps {
  readonly view: View;
  readonly sides: Sides<SideState>;
  readonly names: Sides<string>;
  /** Of the results, in pixels. */
  readonly size: Size;
  readonly comparison: Comparison | undefined;
  /** Lies over everything, while one wants to see it. */
  readonly photo: ImageBitmap | undefined;
  readonly onCancel: () => void;
  readonly onRetry: (side: SideId) => void;
}

/**
 * Both results. They are drawn once: a view is only another arrangement of the same canvases, by CSS,
 * so that switching is instant.
 */
export function Pictures({ view, sides, names, size, comparison, photo, ...on }: PicturesProps) {
  const zoomable = view === 'side-by-side';
  const { root, value, control } = useZoomPan(size, zoomable);
  const overlay = photo && <PhotoCanvas bitmap={photo} />;
  const pixels = { '--width': `${size.width}px`, '--height': `${size.height}px` };
  return (
    <>
      <div
        ref={root}
        className={styles.pictures}
        data-view={view}
        hidden={view === 'models'}
        // Takes keys, and the wheel once it has the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={zoomable ? 0 : undefined}
        role="group"
        aria-label={`${names.left} and ${names.right}`}
        aria-describedby={zoomable ? 'zoom-help' : undefined}
        style={pixels as React.CSSProperties}
      >
        {SIDES.map((side) => (
          <figure key={side} className={`${styles.side} ${styles[side]}`}>
            <div className={styles.frame} data-frame>
              <div className={styles.picture}>
                <SidePicture side={side} state={sides[side]} />
                {overlay}
              </div>
            </div>
            <figcaption className="chip" hidden={Boolean(photo) || view === 'difference'}>
              {names[side]}
            </figcaption>
            <div className={styles.status}>
              <SideStatus
                state={sides[side]}
                onCancel={on.onCancel}
                onRetry={() => on.onRetry(side)}
              />
            </div>
          </figure>
        ))}
        <div
          className={styles.map}
          data-testid="difference"
          data-state={comparison ? 'done' : 'empty'}
          role="img"
          aria-label={`Heat map of the difference between ${names.left} and ${names.right}`}
        >
          {comparison && <PixelsCanvas pixels={comparison.map} />}
          {overlay}
        </div>
        <Divider
          label={`Left of the divider ${names.left}, right of it ${names.right}`}
          start={50}
          divides={Boolean(lastResult(sides.left) ?? lastResult(sides.right))}
          hidden={view !== 'split'}
        />
      </div>
      <ZoomBar value={value} control={control} hidden={!zoomable} />
      {view === 'difference' && <MapLegend end={comparison?.mapEnd} />}
    </>
  );
}

import { RotateCw } from 'lucide-react';
import { useRef } from 'react';
import type { Comparison } from '../../picture/index.ts';
import {
  type SideId,
  SIDES,
  type Sides,
  type SideState,
  type View,
} from '../../state/compare/index.ts';
import { lastResult } from '../../state/shared/index.ts';
import { PhotoCanvas, PixelsCanvas } from '../shared/Canvas.tsx';
import { Divider } from '../shared/Divider.tsx';
import { ProgressBar, useLostFocus } from '../shared/Progress.tsx';
import { sentenceOf, words } from '../words/index.ts';
import styles from './Pictures.module.css';
import { type Size, useZoomPan } from './zoom.ts';
import { ZoomBar } from './ZoomBar.tsx';

export interface PicturesProps {
  readonly view: View;
  readonly sides: Sides<SideState>;
  readonly names: Sides<string>;
  /** Size of the paintings in pixels. */
  readonly size: Size;
  readonly comparison: Comparison | undefined;
  /** The photo, while the visitor holds the button to see it; it covers both paintings. */
  readonly photo: ImageBitmap | undefined;
  readonly onCancel: () => void;
  readonly onRetry: (side: SideId) => void;
}

/**
 * Both paintings. Each is drawn once; the views are different arrangements of the same canvases by CSS, so switching
 * is instant.
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
        // It can have the focus: it listens to keys, and to the wheel while it has the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={zoomable ? 0 : undefined}
        role="group"
        aria-label={words.compare.both(names.left, names.right)}
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
          aria-label={words.compare.map.label(names.left, names.right)}
        >
          {comparison && <PixelsCanvas pixels={comparison.map} />}
          {overlay}
        </div>
        <Divider
          label={words.compare.divider(names.left, names.right)}
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

const STATES: Record<SideState['status'], string> = {
  idle: 'empty',
  cancelled: 'empty',
  running: 'running',
  done: 'done',
  failed: 'failed',
};

/** The painting of a side. Its data attributes are for the tests in e2e/. */
function SidePicture({ side, state }: { side: SideId; state: SideState }) {
  const outcome = lastResult(state);
  return (
    <div
      data-testid={`side-${side}`}
      data-state={STATES[state.status]}
      data-executor={outcome?.ranOn.id}
      data-ms={outcome?.ms}
      // Not 'visible', since that would show it in the views that hide it.
      style={outcome ? undefined : { visibility: 'hidden' }}
    >
      <PixelsCanvas pixels={outcome?.pixels} />
    </div>
  );
}

interface Props {
  readonly state: SideState;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

/** Over the painting of a side: the progress, or what went wrong with a button to go on. The other side is not affected. */
function SideStatus({ state, onCancel, onRetry }: Props) {
  if (state.status === 'failed') {
    return (
      <div className={styles.message}>
        <p role="alert">{sentenceOf(state.fault)}</p>
        <Again text={words.shared.tryAgain} onClick={onRetry} />
      </div>
    );
  }
  if (state.status === 'cancelled') {
    return (
      <div className={styles.message}>
        <p role="status">
          {state.previous ? words.compare.notPaintedWithThese : words.compare.notPainted}
        </p>
        <Again text={words.shared.paintIt} onClick={onRetry} />
      </div>
    );
  }
  if (state.status !== 'running') return null;
  return (
    <div className={styles.message}>
      <ProgressBar progress={state.progress} onCancel={onCancel} />
    </div>
  );
}

function Again({ text, onClick }: { text: string; onClick: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button); // after a cancel it was on a button that is gone
  return (
    <button ref={button} type="button" className="button small" onClick={onClick}>
      <RotateCw size={14} aria-hidden />
      {text}
    </button>
  );
}

/** What the colours of the difference map mean. `end`: the difference at the bright end. */
function MapLegend({ end }: { end: number | undefined }) {
  if (end === undefined) {
    return <p className={styles.legend}>{words.compare.map.later}</p>;
  }
  return (
    <div className={styles.legend}>
      <span>{words.compare.map.equal}</span>
      <span className={styles.scale} aria-hidden />
      <span>{words.compare.map.apart(end)}</span>
    </div>
  );
}

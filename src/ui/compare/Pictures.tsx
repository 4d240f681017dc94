import { RotateCw } from 'lucide-react';
import type { Comparison } from '../../picture/index.ts';
import {
  type SideId,
  SIDES,
  type Sides,
  type SideState,
  type View,
} from '../../state/compare/index.ts';
import { isNewVersion, lastResult } from '../../state/shared/index.ts';
import { ByPointer } from '../shared/ByPointer.tsx';
import { PhotoCanvas, PixelsCanvas } from '../shared/Canvas.tsx';
import { Divider } from '../shared/Divider.tsx';
import { ProgressBar } from '../shared/Progress.tsx';
import zooming from '../shared/Zoom.module.css';
import { ZoomButtons } from '../shared/ZoomButtons.tsx';
import { useZoomPan } from '../shared/zoomPan.ts';
import type { Size } from '../shared/zoomPlacement.ts';
import { sentenceOf, words } from '../words/compare.ts';
import { NextButton } from './NextButton.tsx';
import styles from './Pictures.module.css';

export interface PicturesProps {
  readonly view: View;
  readonly sides: Sides<SideState>;
  readonly names: Sides<string>;
  /** Size of the paintings in pixels. */
  readonly size: Size;
  readonly comparison: Comparison | undefined;
  readonly photo: ImageBitmap;
  /** The visitor holds the button to see the photo: it covers both paintings. */
  readonly held: boolean;
  readonly onCancel: () => void;
  readonly onRetry: (side: SideId) => void;
}

/**
 * Both paintings. Each is drawn once; the views are different arrangements of the same canvases by CSS, so switching
 * is instant.
 */
export function Pictures({
  view,
  sides,
  names,
  size,
  comparison,
  photo,
  held,
  ...on
}: PicturesProps) {
  const { zoom, attach } = useZoomPan(size, photo);
  const overlay = held && <PhotoCanvas bitmap={photo} />;
  // The slider has the focus where there is one, and takes the keys.
  const isFocusable = view !== 'split';
  return (
    <>
      <div
        ref={attach}
        className={`${styles.pictures} ${zooming.zoomable}`}
        data-view={view}
        hidden={view === 'models'}
        // It can have the focus: it listens to keys, and to the wheel while it has the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={isFocusable ? 0 : undefined}
        role="group"
        aria-label={words.compare.both(names.left, names.right)}
        aria-describedby="zoom-help"
      >
        {SIDES.map((side) => (
          <figure key={side} className={`${styles.side} ${styles[side]}`}>
            <div className={styles.frame} data-frame>
              <div className={`${styles.picture} ${zooming.picture}`}>
                {/* Until there is a painting. */}
                {!lastResult(sides[side]) && <PhotoCanvas bitmap={photo} />}
                <SidePicture side={side} state={sides[side]} />
                {overlay}
              </div>
            </div>
            <figcaption className="chip" hidden={held || view === 'difference'}>
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
          <div className={`${styles.picture} ${zooming.picture}`}>
            {comparison && <PixelsCanvas pixels={comparison.map} />}
            {overlay}
          </div>
        </div>
        <Divider
          label={words.compare.divider(names.left, names.right)}
          start={50}
          divides={Boolean(lastResult(sides.left) ?? lastResult(sides.right))}
          hidden={view !== 'split'}
        />
      </div>
      <div className={styles.failures} hidden={view === 'models'}>
        {SIDES.map((side) => (
          <SideFailure
            key={side}
            name={words.compare.sides[side]}
            state={sides[side]}
            onRetry={() => on.onRetry(side)}
          />
        ))}
      </div>
      <div className={styles.zoomBar} hidden={view === 'models'}>
        <ZoomButtons zoom={zoom} />
        <p id="zoom-help">
          <ByPointer mouse={words.compare.zoomHelp} touch={words.compare.zoomTouch} />
        </p>
      </div>
      {view === 'difference' && <MapLegend comparison={comparison} />}
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

/** Over the painting of a side: the progress, or that it was stopped with a button to go on. */
function SideStatus({ state, onCancel, onRetry }: Props) {
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

interface FailureProps {
  readonly name: string;
  readonly state: SideState;
  readonly onRetry: () => void;
}

/** What went wrong on a side, with a button to go on. The other side is not affected. */
function SideFailure({ name, state, onRetry }: FailureProps) {
  if (state.status !== 'failed') return null;
  const { fault } = state;
  return (
    <div className={styles.message}>
      <p role="alert">
        <span className={styles.name}>{name}</span>
        <br />
        <span>{sentenceOf(fault)}</span>
      </p>
      {fault.code === 'own/other-network' ? (
        // Styles are learned on Stylize, which offers that once the network is chosen.
        <a className="button small" href={`#/?network=${fault.network}`}>
          {words.shared.learnOnStylize}
        </a>
      ) : (
        !isNewVersion(fault) && <Again text={words.shared.tryAgain} onClick={onRetry} />
      )}
    </div>
  );
}

function Again({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <NextButton className="button small" onClick={onClick}>
      <RotateCw size={14} aria-hidden />
      {text}
    </NextButton>
  );
}

/** What the colours of the difference map mean, or that there is nothing to see. */
function MapLegend({ comparison }: { comparison: Comparison | undefined }) {
  const { later, same, equal, apart } = words.compare.map;
  if (!comparison || comparison.psnr === Infinity) {
    return (
      <p role="status" className={styles.legend}>
        {comparison ? same : later}
      </p>
    );
  }
  return (
    <div className={styles.legend}>
      <span>{equal}</span>
      <span className={styles.scale} aria-hidden />
      <span>{apart(comparison.mapEnd)}</span>
    </div>
  );
}

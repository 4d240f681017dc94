import { useRef, useState } from 'react';
import { lastResult } from '../../state/shared/index.ts';
import { shownPixels, type Refined, type Stage } from '../../state/stylize/index.ts';
import { Backdrop, frameAspect, PhotoCanvas, PixelsCanvas } from '../shared/Canvas.tsx';
import { useStylize } from '../shared/context.ts';
import canvases from '../shared/Canvas.module.css';
import layout from '../shared/PageLayout.module.css';
import zooming from '../shared/Zoom.module.css';
import { photoName, words } from '../words/index.ts';
import { BeforeAndAfter } from './BeforeAndAfter.tsx';
import { Caption } from './Caption.tsx';
import { CropPhoto } from './CropPhoto.tsx';
import { MaskLayer } from './MaskLayer.tsx';
import { MaskTools } from './MaskTools.tsx';
import styles from './PaintedPhoto.module.css';
import { PaintingStatus } from './PaintingStatus.tsx';
import { usePhotoZoom, Zoomed } from './PhotoZoom.tsx';
import { useIsRepainting } from './useIsRepainting.ts';
import { ViewButtons } from './ViewButtons.tsx';

/**
 * The photo with its painting over it, the divider between them, and the caption. While the mask is drawn, the divider
 * and the caption make room for its tools.
 */
export function PaintedPhoto() {
  const stage = useStylize((state) => state.stage);
  const masking = useStylize((state) => state.masking.on);
  const [held, setHeld] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const cropping = useStylize((state) => state.cropping);
  const { zoom, attach, isCoarse } = usePhotoZoom(stage);
  if (stage.status === 'empty') return null;
  if (cropping) return <CropPhoto cropping={cropping} name={photoName(stage.photo)} />;
  const { bitmap, cutOut } = stage.photo;
  const name = photoName(stage.photo);
  const aspect = frameAspect(bitmap);
  const fills = aspect === bitmap.width / bitmap.height;
  const painted = lastResult(stage) !== undefined;
  return (
    // As large as its column and the window's height allow, in the shape of the photo.
    <div
      ref={whole}
      className={`${styles.result} ${masking ? styles.masking : ''}`}
      style={{ '--aspect': aspect } as React.CSSProperties}
    >
      <h1 className="visually-hidden">
        {stage.status === 'done' ? words.stylize.painted(name) : name}
      </h1>
      <PaintedStatus />
      <div
        ref={attach}
        className={`${layout.frame} ${zooming.zoomable} ${cutOut ? canvases.transparent : ''}`}
        data-testid="picture"
      >
        {!fills && !cutOut && <Backdrop bitmap={bitmap} />}
        <BeforeAndAfter
          label={words.stylize.beforeAndAfter}
          before={
            <Zoomed isCoarse={isCoarse} closer="photo">
              <PhotoCanvas bitmap={bitmap} cutOut={cutOut} />
            </Zoomed>
          }
          after={
            <Zoomed isCoarse={isCoarse} closer="painting">
              <Painting stage={stage} />
            </Zoomed>
          }
          start={12}
          divided={painted}
          // The button that opened the photo is gone, and the focus with it.
          takesFocus
          only={held ? 'before' : masking ? 'after' : undefined}
        />
        {masking && (
          <div className={`${zooming.over} ${styles.mask}`}>
            <MaskLayer picture={stage.photo} onCell={zoom.reveal} />
          </div>
        )}
        <ViewButtons {...{ whole, zoom, held }} onHold={setHeld} zoomOnly={!painted || masking} />
        <PaintingStatus stage={stage} />
      </div>
      {masking ? <MaskTools /> : <Caption stage={stage} />}
    </div>
  );
}

/** Tells screen readers that the picture is there. Not of what is learned meanwhile, which comes every few steps. */
function PaintedStatus() {
  const isRepainting = useIsRepainting();
  const isDone = useStylize(({ stage }) => stage.status === 'done') || isRepainting;
  return (
    <p role="status" className="visually-hidden">
      {isDone ? words.stylize.isPainted : ''}
    </p>
  );
}

interface PaintingProps {
  readonly stage: Exclude<Stage, { status: 'empty' }>;
}

function stateOf(
  { status }: PaintingProps['stage'],
  painted: boolean,
  large: Refined | undefined,
): string {
  const refining = large?.status === 'enlarging' || large?.status === 'painting';
  if (status === 'done' && refining) return 'refining';
  if (painted && status === 'cancelled') return 'done';
  return status === 'idle' ? 'running' : status; // it is about to start
}

/** The painting. Its data attributes are for the tests in e2e/. */
function Painting({ stage }: PaintingProps) {
  const painting = lastResult(stage);
  const pixels = useStylize(shownPixels);
  const refined = useStylize((state) => state.refined);
  const large = refined?.of === painting ? refined : undefined;
  const size = large?.large ?? painting?.pixels;
  return (
    <div
      data-testid="result"
      data-state={stateOf(stage, painting !== undefined, large)}
      // Of what a download gives.
      data-width={size?.width}
      data-height={size?.height}
      data-executor={painting?.executor.id}
      data-ms={painting?.ms}
      style={{ visibility: painting && pixels ? 'visible' : 'hidden' }}
    >
      <PixelsCanvas pixels={pixels} />
    </div>
  );
}

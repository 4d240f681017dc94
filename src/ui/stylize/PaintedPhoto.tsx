import { lastResult } from '../../state/shared/index.ts';
import { shownPixels, type Stage } from '../../state/stylize/index.ts';
import { Backdrop, frameAspect, PhotoCanvas, PixelsCanvas } from '../shared/Canvas.tsx';
import { useStylize } from '../shared/context.ts';
import layout from '../shared/PageLayout.module.css';
import { words } from '../words/index.ts';
import { BeforeAndAfter } from './BeforeAndAfter.tsx';
import { Caption } from './Caption.tsx';
import styles from './PaintedPhoto.module.css';
import { PaintingStatus } from './PaintingStatus.tsx';

/** The photo with its painting over it, the divider between them, and the caption. */
export function PaintedPhoto() {
  const stage = useStylize((state) => state.stage);
  if (stage.status === 'empty') return null;
  const { bitmap } = stage.photo;
  const aspect = frameAspect(bitmap);
  const fills = aspect === bitmap.width / bitmap.height;
  return (
    // As large as its column and the window's height allow, in the shape of the photo.
    <div className={styles.result} style={{ '--aspect': aspect } as React.CSSProperties}>
      <h1 className="visually-hidden">
        {stage.status === 'done' ? words.stylize.painted(stage.photo.name) : stage.photo.name}
      </h1>
      <div className={layout.frame}>
        {!fills && <Backdrop bitmap={bitmap} />}
        <BeforeAndAfter
          label={words.stylize.beforeAndAfter}
          before={<PhotoCanvas bitmap={bitmap} />}
          after={<Painting stage={stage} />}
          start={12}
          divided={Boolean(lastResult(stage))}
          // The button that opened the photo is gone, and the focus with it.
          takesFocus
        />
        <PaintingStatus stage={stage} />
      </div>
      <Caption stage={stage} />
    </div>
  );
}

interface PaintingProps {
  readonly stage: Exclude<Stage, { status: 'empty' }>;
}

function stateOf({ status }: PaintingProps['stage'], painted: boolean): string {
  if (painted && status === 'cancelled') return 'done';
  return status === 'idle' ? 'running' : status; // it is about to start
}

/** The painting. Its data attributes are for the tests in e2e/. */
export function Painting({ stage }: PaintingProps) {
  const painting = lastResult(stage);
  const pixels = useStylize(shownPixels);
  return (
    <div
      data-testid="result"
      data-state={stateOf(stage, painting !== undefined)}
      data-executor={painting?.executor.id}
      data-ms={painting?.ms}
      style={{ visibility: painting ? 'visible' : 'hidden' }}
    >
      <PixelsCanvas pixels={pixels} />
    </div>
  );
}

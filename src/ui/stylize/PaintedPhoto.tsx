import type { ReactNode } from 'react';
import { lastResult } from '../../state/shared/index.ts';
import type { Stage } from '../../state/stylize/index.ts';
import { Backdrop, frameAspect, PhotoCanvas, PixelsCanvas } from '../shared/Canvas.tsx';
import { useStylize } from '../shared/context.ts';
import { Divider } from '../shared/Divider.tsx';
import layout from '../shared/PageLayout.module.css';
import { words } from '../words/index.ts';
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
          divided={Boolean(lastResult(stage))}
        />
        <PaintingStatus stage={stage} />
      </div>
      <Caption stage={stage} />
    </div>
  );
}

interface Props {
  readonly label: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
  /** Whether the line of the divider is shown; there is no point in it before there is a painting. */
  readonly divided: boolean;
}

/** Two pictures of one size on top of each other, and a divider between them. */
function BeforeAndAfter({ label, before, after, divided }: Props) {
  return (
    <div className={styles.slider}>
      <div className={styles.layer} data-testid="photo">
        {before}
      </div>
      <div className={`${styles.layer} ${styles.after}`}>{after}</div>
      {/* The button that opened the photo is gone, and the focus with it. */}
      <Divider label={label} start={12} divides={divided} takesFocus />
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
  return (
    <div
      data-testid="result"
      data-state={stateOf(stage, painting !== undefined)}
      data-executor={painting?.executor.id}
      data-ms={painting?.ms}
      style={{ visibility: painting ? 'visible' : 'hidden' }}
    >
      <PixelsCanvas pixels={painting?.pixels} />
    </div>
  );
}

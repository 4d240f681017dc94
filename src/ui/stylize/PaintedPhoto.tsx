import type { ReactNode } from 'react';
import { lastPainting, type Stage } from '../../state/index.ts';
import { frameAspect, PhotoCanvas, PixelsCanvas } from '../shared/Canvas.tsx';
import { useStylize } from '../shared/context.ts';
import { Divider } from '../shared/Divider.tsx';
import layout from '../shared/PageLayout.module.css';
import { words } from '../words/index.ts';
import { Caption } from './Caption.tsx';
import styles from './PaintedPhoto.module.css';
import { PaintingStatus } from './PaintingStatus.tsx';

/** The photo and its painting, one over the other, and what is known about it. */
export function PaintedPhoto() {
  const stage = useStylize((state) => state.stage);
  if (stage.status === 'empty') return null;
  const aspect = frameAspect(stage.photo.bitmap);
  return (
    // As wide as its column and the window's height allow, at the photo's aspect.
    <div className={styles.result} style={{ '--aspect': aspect } as React.CSSProperties}>
      <h1 className="visually-hidden">
        {stage.status === 'shown' ? words.stylize.painted(stage.photo.name) : stage.photo.name}
      </h1>
      <div className={layout.frame}>
        <BeforeAndAfter
          label={words.stylize.beforeAndAfter}
          before={<PhotoCanvas bitmap={stage.photo.bitmap} />}
          after={<Painting stage={stage} />}
          divided={Boolean(lastPainting(stage))}
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
  /** Whether there is something to compare; without it the divider is not shown. */
  readonly divided: boolean;
}

/** Two layers and a divider. */
export function BeforeAndAfter({ label, before, after, divided }: Props) {
  return (
    <div className={styles.slider}>
      <div className={styles.layer}>{before}</div>
      <div className={`${styles.layer} ${styles.after}`}>{after}</div>
      {/* What opened the photo is gone, and with it the focus. */}
      <Divider label={label} start={12} divides={divided} takesFocus />
    </div>
  );
}

interface PaintingProps {
  readonly stage: Exclude<Stage, { status: 'empty' }>;
}

function stateOf({ status }: PaintingProps['stage'], painted: boolean): string {
  if (painted && (status === 'ready' || status === 'cancelled')) return 'done';
  if (status === 'ready') return 'running'; // it is about to start
  return status === 'shown' ? 'done' : status;
}

/** The painting, with what checks from outside read. */
export function Painting({ stage }: PaintingProps) {
  const painting = lastPainting(stage);
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

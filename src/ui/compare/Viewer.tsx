import { useState, type ReactNode } from 'react';
import type { View } from '../../state/compare/index.ts';
import { frameAspect } from '../components/aspect.ts';
import { HoldPhoto } from './HoldPhoto.tsx';
import { Pictures, type PicturesProps } from './Pictures.tsx';
import { lastResult } from './sides.ts';
import { ViewPicker } from './ViewPicker.tsx';
import styles from './Viewer.module.css';

interface Props extends Omit<PicturesProps, 'size' | 'photo'> {
  readonly onView: (view: View) => void;
  readonly photo: ImageBitmap;
  /** The view `models`. */
  readonly models: ReactNode;
}

/** The results, in one of the views. */
export function Viewer({ onView, photo, models, ...props }: Props) {
  const [held, setHeld] = useState(false);
  const { view, sides } = props;
  const pixels = (lastResult(sides.left) ?? lastResult(sides.right))?.pixels;
  const { width, height } = pixels ?? photo;
  const aspect = frameAspect({ width, height });
  return (
    <div className={styles.viewer} style={{ '--aspect': aspect } as React.CSSProperties}>
      <div className={styles.bar}>
        <ViewPicker view={view} onView={onView} />
        {view !== 'models' && <HoldPhoto held={held} disabled={!pixels} onHold={setHeld} />}
      </div>
      <Pictures {...props} size={{ width, height }} photo={held ? photo : undefined} />
      {view === 'models' && models}
    </div>
  );
}

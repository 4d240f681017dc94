import { lastResult } from '../../state/index.ts';
import { useStylize } from '../context.ts';
import { frameAspect } from './aspect.ts';
import { Caption } from './Caption.tsx';
import { CompareSlider } from './CompareSlider.tsx';
import styles from './Easel.module.css';
import { Painting } from './Painting.tsx';
import { PhotoCanvas } from './PhotoCanvas.tsx';
import { Working } from './Working.tsx';

/** The photo and its painting, one over the other, and what is known about it. */
export function Easel() {
  const stage = useStylize((state) => state.stage);
  if (stage.status === 'empty') return null;
  const aspect = frameAspect(stage.photo.bitmap);
  return (
    // As wide as its column and the window's height allow, at the photo's aspect.
    <div className={styles.easel} style={{ '--aspect': aspect } as React.CSSProperties}>
      <h1 className="visually-hidden">
        {stage.photo.name}
        {stage.status === 'done' && ', painted'}
      </h1>
      <div className={styles.frame}>
        <CompareSlider
          label="Before and after"
          before={<PhotoCanvas bitmap={stage.photo.bitmap} />}
          after={<Painting stage={stage} />}
          divided={Boolean(lastResult(stage))}
        />
        <Working stage={stage} />
      </div>
      <Caption stage={stage} />
    </div>
  );
}

import { turnedSizeOf, type Cropping } from '../../state/stylize/index.ts';
import { frameAspect } from '../shared/Canvas.tsx';
import canvases from '../shared/Canvas.module.css';
import layout from '../shared/PageLayout.module.css';
import { CropLayer } from './CropLayer.tsx';
import { CropTools } from './CropTools.tsx';
import styles from './PaintedPhoto.module.css';

interface Props {
  readonly cropping: Cropping;
  readonly name: string;
}

/** In the place of the painting: the whole photo, with the part of it that is chosen, and the tools for that. */
export function CropPhoto({ cropping, name }: Props) {
  const aspect = frameAspect(turnedSizeOf(cropping));
  return (
    <div
      className={`${styles.result} ${styles.masking}`}
      style={{ '--aspect': aspect } as React.CSSProperties}
    >
      <h1 className="visually-hidden">{name}</h1>
      <div className={`${layout.frame} ${cropping.cutOut ? canvases.transparent : ''}`}>
        <CropLayer cropping={cropping} />
      </div>
      <CropTools cropping={cropping} />
    </div>
  );
}

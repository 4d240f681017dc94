import {
  Check,
  Maximize2,
  RotateCcw,
  RotateCw,
  TrianglesCenterlineDashedVertical,
  X,
} from 'lucide-react';
import {
  CROP_SHAPES,
  type Cropping,
  type CropShape,
  MOST_TILT,
} from '../../state/stylize/index.ts';
import { useStylizeActions } from '../shared/context.ts';
import settings from '../shared/Settings.module.css';
import { words } from '../words/index.ts';
import { CropSize } from './CropLayer.tsx';
import styles from './CropTools.module.css';
import { PictureTools } from './PictureTools.tsx';

/** Below the photo while a part of it is chosen: its aspect ratio and size, straighten, turn, mirror, the whole again, and the two ways to end. */
export function CropTools({ cropping }: { cropping: Cropping }) {
  const text = words.stylize.crop;
  const { turnPhoto, mirrorPhoto, resetCrop, applyCrop, cancelCropping } = useStylizeActions();
  const tool = (Icon: typeof Check, name: string, onClick: () => void) => (
    <button type="button" className="button small" onClick={onClick}>
      <Icon size={16} aria-hidden />
      <span>{name}</span>
    </button>
  );
  return (
    <PictureTools label={text.tools}>
      <div className={styles.part}>
        <ShapePicker shape={cropping.shape} />
        <CropSize cropping={cropping} />
        <TiltSlider tilt={cropping.draft.tilt ?? 0} />
      </div>
      <div className={styles.buttons}>
        {tool(RotateCcw, text.turnLeft, () => turnPhoto(-1))}
        {tool(RotateCw, text.turnRight, () => turnPhoto(1))}
        {tool(TrianglesCenterlineDashedVertical, text.mirror, mirrorPhoto)}
        {tool(Maximize2, text.whole, resetCrop)}
      </div>
      <div className={styles.end}>
        {tool(X, text.cancel, cancelCropping)}
        <button type="button" className="button small primary" onClick={applyCrop}>
          <Check size={16} aria-hidden />
          {text.done}
        </button>
      </div>
    </PictureTools>
  );
}

/** The aspect ratio that the part is held to. */
function ShapePicker({ shape }: { shape: CropShape }) {
  const { chooseCropShape } = useStylizeActions();
  const { shape: label, shapes } = words.stylize.crop;
  return (
    <label className={styles.shape}>
      <span>{label}</span>
      <select
        className={settings.field}
        value={shape}
        onChange={({ target }) => chooseCropShape(target.value as CropShape)}
      >
        {CROP_SHAPES.map((id) => (
          <option key={id} value={id}>
            {shapes[id] ?? id}
          </option>
        ))}
      </select>
    </label>
  );
}

/** By how much the photo is straightened, in degrees. */
function TiltSlider({ tilt }: { tilt: number }) {
  const { tiltPhoto } = useStylizeActions();
  const { tilt: label, degrees } = words.stylize.crop;
  return (
    <label className={styles.tilt}>
      <span>{label}</span>
      <input
        type="range"
        min={-MOST_TILT}
        max={MOST_TILT}
        step={0.5}
        value={tilt}
        aria-valuetext={degrees(tilt)}
        onChange={({ target }) => tiltPhoto(target.valueAsNumber)}
      />
      <span className={styles.degrees} aria-hidden>
        {degrees(tilt)}
      </span>
    </label>
  );
}

import { useDeferredValue, useMemo, useRef } from 'react';
import { cropArea, LENGTHS, type Length } from '../../../state/stylize/index.ts';
import { useStudio, useStudioActions } from '../../shared/context.ts';
import { RadioGroup } from '../../shared/RadioGroup.tsx';
import { words } from '../../words/index.ts';
import { PaintingInput } from './ChoosePainting.tsx';
import { BeforeLearning, useMsToLearn } from './BeforeLearning.tsx';
import { CropFrame } from './CropFrame.tsx';
import { isFlat } from './isFlat.ts';
import styles from './OwnStylePanel.module.css';

/** Pixels a side below which the strokes of a painting are too coarse to be learned well. */
const ENOUGH = 400;

/** The painting that was opened: which part of it is learned, and for how long. */
export function CropPainting() {
  const { chooseCrop, chooseLength, learn, take } = useStudioActions();
  const painting = useStudio((state) => state.painting);
  const crop = useStudio((state) => state.crop);
  const length = useStudio((state) => state.length);
  const opening = useStudio((state) => state.opening);
  const input = useRef<HTMLInputElement>(null);
  const bitmap = painting?.bitmap;
  // Pixels are read for it, which a drag does not wait for.
  const looked = useDeferredValue(crop);
  const flat = useMemo(() => bitmap !== undefined && isFlat(bitmap, looked), [bitmap, looked]);
  if (!painting) return null;
  const part = cropArea(painting, crop);
  const isSmall = Math.min(part.width, part.height) < ENOUGH;
  return (
    <>
      <CropFrame painting={painting} crop={crop} onCrop={chooseCrop} />
      <p className={styles.note} role="status">
        {flat
          ? words.ownStyle.flat
          : isSmall
            ? words.ownStyle.small(part.width, part.height)
            : words.ownStyle.cropHelp}
      </p>
      <LengthPicker length={length} onChoose={chooseLength} />
      <BeforeLearning />
      <div className={styles.buttons}>
        <button type="button" className="button primary" onClick={() => void learn()}>
          {words.ownStyle.learn}
        </button>
        <button
          type="button"
          className="button small"
          disabled={opening !== undefined}
          onClick={() => input.current?.click()}
        >
          {opening === undefined ? words.ownStyle.anotherPainting : words.shared.opening}
        </button>
      </div>
      <PaintingInput input={input} onFiles={(files) => void take(files)} />
    </>
  );
}

interface LengthProps {
  readonly length: Length;
  readonly onChoose: (length: Length) => void;
}

/** In how many steps a painting is learned. */
function LengthPicker({ length, onChoose }: LengthProps) {
  const msFor = useMsToLearn();
  return (
    <RadioGroup
      label={words.ownStyle.length}
      look="cards"
      chosen={length}
      onChoose={onChoose}
      options={(Object.keys(LENGTHS) as Length[]).map((id) => ({
        id,
        content: (
          <>
            <strong>{words.ownStyle.lengths[id]}</strong>
            <span>{words.ownStyle.steps(LENGTHS[id])}</span>
            <Time ms={msFor(LENGTHS[id])} />
          </>
        ),
      }))}
    />
  );
}

/** Undefined: nobody knows it yet. */
function Time({ ms }: { ms: number | undefined }) {
  return ms === undefined ? null : <span>{words.ownStyle.about(ms)}</span>;
}

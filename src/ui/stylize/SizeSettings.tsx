import { useId, useState } from 'react';
import {
  autoSize,
  brushOf,
  mostSide,
  OUTPUT_RANGE,
  OUTPUT_SIDES,
  outputSide,
  outputSize,
  sideOf,
  typedSide,
  type Output,
} from '../../state/shared/index.ts';
import { useStylize, useStylizeActions } from '../shared/context.ts';
import settings from '../shared/Settings.module.css';
import { Slider } from '../shared/Slider.tsx';
import { words } from '../words/index.ts';
import styles from './SizeSettings.module.css';

/** How broad the strokes are: the smaller the network sees the photo, the broader. */
export function BrushSlider() {
  const text = words.stylize.sizes;
  const { choose } = useStylizeActions();
  const size = useStylize((state) => state.settings.size);
  const auto = useStylize(({ connection }) =>
    autoSize(connection.status === 'connected' ? connection.capabilities : undefined),
  );
  return (
    <Slider
      label={text.brush}
      value={brushOf(size === 'auto' ? auto : size)}
      onChange={(value) => choose({ size: sideOf(value) })}
      heading
      ends={text.brushEnds}
    />
  );
}

/** How large the file is to be. */
export function OutputPicker() {
  const text = words.stylize.sizes;
  const { choose } = useStylizeActions();
  const output = useStylize((state) => state.settings.output);
  const photo = useStylize(({ stage }) => (stage.status === 'empty' ? undefined : stage.photo));
  const named: readonly Output[] = ['photo', 'double', ...Object.values(OUTPUT_SIDES)];
  const [typing, setTyping] = useState(!named.includes(output));
  const id = useId();
  // What is more than twice the photo would be another name for that.
  const most = photo && mostSide(photo);
  const present = photo ? outputSize(photo, output) : undefined;
  const offered = named.filter(
    (option) => option === output || typeof option === 'string' || !most || option < most,
  );
  return (
    <div className={settings.group}>
      <h2 id={id}>{text.output}</h2>
      <select
        className={settings.field}
        aria-labelledby={id}
        value={typing ? 'custom' : output}
        onChange={({ target: { value } }) => {
          setTyping(value === 'custom');
          if (value === 'photo' || value === 'double') choose({ output: value });
          else if (value !== 'custom') choose({ output: Number(value) });
        }}
      >
        {offered.map((option) => (
          <option key={option} value={option}>
            {nameOf(option, photo && outputSize(photo, option))}
          </option>
        ))}
        <option value="custom">{text.custom}</option>
      </select>
      {typing && (
        <CustomSide
          // What the file has now, so that nothing changes before another number is typed.
          side={present ? Math.max(present.width, present.height) : sideWithoutPhoto(output)}
          most={mostSide(photo)}
          onChoose={(side) => choose({ output: side })}
        />
      )}
    </div>
  );
}

const sideWithoutPhoto = (output: Output): number =>
  typeof output === 'number' ? output : OUTPUT_SIDES.twoK;

function nameOf(option: Output, size: { width: number; height: number } | undefined): string {
  const text = words.stylize.sizes;
  if (option === 'photo') return text.asPhoto(size);
  if (option === 'double') return text.twice(size);
  const name = (['fourK', 'twoK', 'screen'] as const).find((id) => OUTPUT_SIDES[id] === option);
  return text.side(option, name && text.sideNames[name]);
}

interface CustomSideProps {
  readonly side: number;
  /** What the photo allows, in pixels. */
  readonly most: number;
  readonly onChoose: (side: number) => void;
}

/** A longest side to type. What is out of bounds becomes the nearest that is not; what is no number is told. */
function CustomSide({ side, most, onChoose }: CustomSideProps) {
  const text = words.stylize.sizes;
  const [typed, setTyped] = useState(String(side));
  const [shown, setShown] = useState(side);
  // Another photo, or a step back, gives the file another size.
  if (shown !== side) {
    setShown(side);
    setTyped(String(side));
  }
  const [hint, setHint] = useState('');
  const id = useId();
  const take = () => {
    const wanted = outputSide(typed, most);
    if (wanted === undefined) {
      setHint(text.noNumber(OUTPUT_RANGE.least, most));
      return;
    }
    const isAsTyped = typedSide(typed) === wanted;
    setHint(isAsTyped ? '' : text.clamped(OUTPUT_RANGE.least, most, wanted));
    setTyped(String(wanted));
    onChoose(wanted);
  };
  return (
    <label className={styles.custom}>
      <span>{text.customSide}</span>
      <input
        className={settings.field}
        type="text"
        inputMode="numeric"
        value={typed}
        aria-describedby={hint ? id : undefined}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={({ key }) => {
          if (key === 'Enter') take();
        }}
      />
      <span id={id} role="status" className={styles.hint}>
        {hint}
      </span>
    </label>
  );
}

import { SIZES } from '../../state/index.ts';
import controls from './Controls.module.css';
import styles from './SizePicker.module.css';

interface Props<Size> {
  readonly size: Size;
  /** What `auto` is at present, where that is a choice. */
  readonly auto?: number;
  readonly onChoose: (size: Size) => void;
}

/** How large the painting gets; a photo is never enlarged. */
export function SizePicker<Size extends number | 'auto'>({ size, auto, onChoose }: Props<Size>) {
  return (
    <label className={`${controls.group} ${styles.size}`}>
      <h2>Longest side</h2>
      <select
        value={size}
        onChange={({ target: { value } }) =>
          onChoose((value === 'auto' ? 'auto' : Number(value)) as Size)
        }
      >
        {auto !== undefined && <option value="auto">Automatic, {auto}</option>}
        {SIZES.map((side) => (
          <option key={side} value={side}>
            {side} pixels
          </option>
        ))}
      </select>
    </label>
  );
}

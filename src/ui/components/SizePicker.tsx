import { autoSize, SIZES } from '../../state/index.ts';
import { useActions, useStylize } from '../context.ts';
import controls from './Controls.module.css';
import styles from './SizePicker.module.css';

/** How large the painting gets; a photo is never enlarged. */
export function SizePicker() {
  const { choose } = useActions();
  const size = useStylize((state) => state.settings.size);
  const auto = useStylize(({ connection }) =>
    autoSize(connection.status === 'connected' ? connection.capabilities : undefined),
  );
  return (
    <label className={`${controls.group} ${styles.size}`}>
      <h2>Longest side</h2>
      <select
        value={size}
        onChange={({ target: { value } }) =>
          choose({ size: value === 'auto' ? 'auto' : Number(value) })
        }
      >
        <option value="auto">Automatic, {auto}</option>
        {SIZES.map((side) => (
          <option key={side} value={side}>
            {side} pixels
          </option>
        ))}
      </select>
    </label>
  );
}

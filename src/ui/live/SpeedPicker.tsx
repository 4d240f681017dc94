import { PACES, RATES } from '../../state/live/index.ts';
import controls from '../components/Controls.module.css';
import styles from './LiveControls.module.css';
import { useLive, useLiveActions } from './useLive.ts';

/** How large the frames are painted, or how many a second. */
export function SpeedPicker() {
  const { choose } = useLiveActions();
  const { size, rate } = useLive((state) => state.settings);
  const recording = useLive((state) => state.recording?.status === 'recording');
  const sizeOf = (value: string) => (value === 'auto' ? 'auto' : Number(value));
  return (
    <section className={controls.group} aria-label="Speed">
      <h2>Speed</h2>
      <label className={styles.row}>
        <span>Longest side</span>
        <select
          value={size}
          disabled={recording}
          onChange={({ target }) => choose({ size: sizeOf(target.value) })}
        >
          <option value="auto">Automatic</option>
          {PACES.map((side) => (
            <option key={side} value={side}>
              {side} pixels
            </option>
          ))}
        </select>
      </label>
      {size === 'auto' && (
        <label className={styles.row}>
          <span>Aim at</span>
          <select value={rate} onChange={({ target }) => choose({ rate: Number(target.value) })}>
            {RATES.map((known) => (
              <option key={known} value={known}>
                {known} frames a second
              </option>
            ))}
          </select>
        </label>
      )}
    </section>
  );
}

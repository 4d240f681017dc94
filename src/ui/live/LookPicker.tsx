import controls from '../components/Controls.module.css';
import { percent } from '../format.ts';
import styles from './LiveControls.module.css';
import { Switch } from './Switch.tsx';
import { useLive, useLiveActions } from './useLive.ts';

/** How much of the painting one sees, and how calm it is. */
export function LookPicker() {
  const { choose } = useLiveActions();
  const { strength, steady } = useLive((state) => state.settings);
  return (
    <section className={controls.group} aria-label="Look">
      <h2>Look</h2>
      <label className={styles.row}>
        <span>Strength</span>
        <span className={styles.range}>
          <input
            type="range"
            min="0"
            max="1"
            step="0.01"
            value={strength}
            aria-valuetext={percent(strength)}
            onChange={({ target }) => choose({ strength: target.valueAsNumber })}
          />
          <output>{percent(strength)}</output>
        </span>
      </label>
      <Switch label="Steady" on={steady} onSwitch={(on) => choose({ steady: on })} />
      <p className={styles.hint}>
        Steady keeps the painting where nothing moves, so that it flickers less.
      </p>
    </section>
  );
}

import { modelOf, type Manifest } from '../../state/index.ts';
import { useActions, useStylize } from '../context.ts';
import { megabytes } from '../format.ts';
import controls from './Controls.module.css';
import styles from './ModelPicker.module.css';

/** Original or compressed, with what each weighs. */
export function ModelPicker({ manifest }: { manifest: Manifest }) {
  const { choose } = useActions();
  const chosen = useStylize((state) => state.settings.network);
  const precision = useStylize((state) => state.precision);
  const networks = [...new Set(manifest.models.map((model) => model.network))];
  return (
    <div role="radiogroup" aria-label="Model" className={controls.group}>
      <h2 aria-hidden>Model</h2>
      <div className={styles.switch}>
        {networks.map((network) => {
          const model = modelOf(network, manifest, precision);
          return (
            model && (
              <label key={network} className={styles.model}>
                <input
                  className="visually-hidden"
                  type="radio"
                  name="model"
                  checked={chosen === network}
                  onChange={() => choose({ network })}
                />
                <strong>{model.title}</strong>
                <span>{megabytes(model.bytes)}</span>
                <span>{model.weights.toLocaleString('en')} weights</span>
              </label>
            )
          );
        })}
      </div>
    </div>
  );
}

import { modelOf, type Manifest, type Precision } from '../../state/index.ts';
import { megabytes } from '../format.ts';
import controls from './Controls.module.css';
import styles from './ModelPicker.module.css';

interface Props {
  readonly manifest: Manifest;
  readonly precision: Precision;
  readonly chosen: string;
  readonly onChoose: (network: string) => void;
}

/** Original or compressed, with what each weighs. */
export function ModelPicker({ manifest, precision, chosen, onChoose }: Props) {
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
                  onChange={() => onChoose(network)}
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

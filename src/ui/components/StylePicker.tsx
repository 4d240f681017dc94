import type { Manifest } from '../../state/index.ts';
import { useApp } from '../context.ts';
import controls from './Controls.module.css';
import styles from './StylePicker.module.css';

interface Props {
  readonly manifest: Manifest;
  readonly chosen: string;
  readonly onChoose: (style: string) => void;
}

/** The paintings, each shown as what the network makes of the same landscape. */
export function StylePicker({ manifest, chosen, onChoose }: Props) {
  const { models } = useApp();
  return (
    <div role="radiogroup" aria-label="Style" className={controls.group}>
      <h2 aria-hidden>Style</h2>
      <div className={styles.grid}>
        {manifest.styles.map(({ id, title, artist, year, thumbnail }) => (
          <label key={id} className={styles.style} title={`${artist}, ${year}`}>
            <input
              className="visually-hidden"
              type="radio"
              name="style"
              checked={chosen === id}
              onChange={() => onChoose(id)}
            />
            <img
              src={new URL(thumbnail, models).href}
              alt=""
              draggable={false}
              width="192"
              height="192"
            />
            <span>{title}</span>
          </label>
        ))}
      </div>
    </div>
  );
}

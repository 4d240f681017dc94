import { SAMPLES, type Sample } from '../../state/index.ts';
import styles from './Samples.module.css';

interface Props {
  readonly disabled: boolean;
  readonly onOpen: (sample: Sample) => void;
}

export function Samples({ disabled, onOpen }: Props) {
  return (
    <ul className={styles.samples}>
      {SAMPLES.map((sample) => (
        <li key={sample.id}>
          <button type="button" disabled={disabled} onClick={() => onOpen(sample)}>
            <img
              src={`samples/thumbs/${sample.id}.jpg`}
              alt=""
              draggable={false}
              width="240"
              height="180"
            />
            <span>{sample.title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

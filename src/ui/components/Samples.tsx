import { useActions, useStylize } from '../context.ts';
import styles from './Samples.module.css';

/** Rendered by scripts/samples. */
const SAMPLES = [
  { id: 'landscape', title: 'Landscape' },
  { id: 'city', title: 'City' },
  { id: 'portrait', title: 'Portrait' },
  { id: 'still-life', title: 'Still life' },
  { id: 'sea', title: 'Sea' },
] as const;

export function Samples() {
  const { openSample } = useActions();
  const opening = useStylize((state) => state.opening);
  return (
    <ul className={styles.samples}>
      {SAMPLES.map(({ id, title }) => (
        <li key={id}>
          <button
            type="button"
            disabled={Boolean(opening)}
            onClick={() => void openSample({ url: `samples/${id}.jpg`, title })}
          >
            <img
              src={`samples/thumbs/${id}.jpg`}
              alt=""
              draggable={false}
              width="240"
              height="180"
            />
            <span>{title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

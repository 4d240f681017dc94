import { Columns2, Flame, SquareSplitHorizontal, Table2 } from 'lucide-react';
import type { View } from '../../state/compare/index.ts';
import styles from './ViewPicker.module.css';

const TITLES = [
  { id: 'split', title: 'Slider', Icon: SquareSplitHorizontal },
  { id: 'side-by-side', title: 'Side by side', Icon: Columns2 },
  { id: 'difference', title: 'Difference', Icon: Flame },
  { id: 'models', title: 'All models', Icon: Table2 },
] as const;

interface Props {
  readonly view: View;
  readonly onView: (view: View) => void;
}

/** How the results are looked at. */
export function ViewPicker({ view, onView }: Props) {
  return (
    <div role="radiogroup" aria-label="View" className={styles.views}>
      {TITLES.map(({ id, title, Icon }) => (
        <label key={id} className={styles.view}>
          <input
            className="visually-hidden"
            type="radio"
            name="view"
            checked={view === id}
            onChange={() => onView(id)}
          />
          <Icon size={16} aria-hidden />
          <span>{title}</span>
        </label>
      ))}
    </div>
  );
}

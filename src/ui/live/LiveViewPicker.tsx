import { Columns3, Square } from 'lucide-react';
import picker from '../compare/ViewPicker.module.css';
import styles from './LiveViewPicker.module.css';
import { useLive, useLiveActions } from './useLive.ts';

const VIEWS = [
  { id: 'painting', title: 'Painting', Icon: Square },
  { id: 'split', title: 'Split', Icon: Columns3 },
] as const;

/** One painting, or both networks and the camera on the same frame. */
export function LiveViewPicker() {
  const { choose } = useLiveActions();
  const view = useLive((state) => state.settings.view);
  return (
    <div role="radiogroup" aria-label="View" className={`${picker.views} ${styles.views}`}>
      {VIEWS.map(({ id, title, Icon }) => (
        <label key={id} className={picker.view}>
          <input
            className="visually-hidden"
            type="radio"
            name="live-view"
            checked={view === id}
            onChange={() => choose({ view: id })}
          />
          <Icon size={16} aria-hidden />
          <span>{title}</span>
        </label>
      ))}
    </div>
  );
}

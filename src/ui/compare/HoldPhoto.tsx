import { Eye } from 'lucide-react';
import styles from './HoldPhoto.module.css';

interface Props {
  readonly held: boolean;
  readonly disabled: boolean;
  readonly onHold: (held: boolean) => void;
}

/** As long as it is held, with a pointer, a finger, Space or Enter, the photo is shown. */
export function HoldPhoto({ held, disabled, onHold }: Props) {
  return (
    <button
      type="button"
      className={`button small ${styles.hold}`}
      aria-pressed={held}
      disabled={disabled}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onHold(true);
      }}
      onPointerUp={() => onHold(false)}
      onPointerCancel={() => onHold(false)}
      onKeyDown={(event) => {
        if (event.key === ' ' || event.key === 'Enter') onHold(true);
      }}
      onKeyUp={() => onHold(false)}
      onBlur={() => onHold(false)}
      // A finger that rests opens it on Android.
      onContextMenu={(event) => event.preventDefault()}
    >
      <Eye size={16} aria-hidden />
      Hold to see the photo
    </button>
  );
}

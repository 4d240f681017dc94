import { type ReactNode, useCallback, useEffect } from 'react';
import styles from './HoldPhoto.module.css';
import { useShortcut } from './useShortcut.ts';

interface Props {
  readonly held: boolean;
  readonly disabled?: boolean;
  readonly onHold: (held: boolean) => void;
  readonly className: string;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A button that shows the photo as long as it is held with the mouse, a finger, Space or Enter, or its shortcut is. */
export function HoldPhoto({ held, disabled, onHold, className, title, children }: Props) {
  // No event tells of the end when the button is taken away.
  useEffect(() => () => onHold(false), [onHold]);
  const hold = useCallback(() => {
    const ends = new AbortController();
    const release = () => {
      ends.abort();
      onHold(false);
    };
    onHold(true);
    // A window that loses the focus is not told that the key goes up.
    window.addEventListener('keyup', release, { signal: ends.signal });
    window.addEventListener('blur', release, { signal: ends.signal });
  }, [onHold]);
  useShortcut('hold', hold, !disabled);
  return (
    <button
      type="button"
      className={`${className} ${styles.hold}`}
      aria-pressed={held}
      disabled={disabled}
      title={title}
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
      // On Android a long touch would open the context menu.
      onContextMenu={(event) => event.preventDefault()}
    >
      {children}
    </button>
  );
}

import { useEffect, useRef } from 'react';
import styles from './Working.module.css';

interface Props {
  readonly text: string;
  readonly action: string;
  readonly onAction: () => Promise<void>;
}

/** A sentence, and the button that goes on from it. */
export function Trouble({ text, action, onAction }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // After a cancel the focus was on a button that is gone.
    if (document.activeElement === document.body) button.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={styles.working}>
      <div className={styles.text} role="alert">
        {text}
      </div>
      <button ref={button} type="button" className="button small" onClick={() => void onAction()}>
        {action}
      </button>
    </div>
  );
}

import { useRef } from 'react';
import { useLostFocus } from './useLostFocus.ts';
import styles from './Working.module.css';

interface Props {
  readonly text: string;
  readonly action: string;
  readonly onAction: () => Promise<void>;
}

/** A sentence, and the button that goes on from it. */
export function Trouble({ text, action, onAction }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button); // after a cancel it was on a button that is gone
  return (
    <div className={styles.working}>
      <p role="alert">{text}</p>
      <button ref={button} type="button" className="button small" onClick={() => void onAction()}>
        {action}
      </button>
    </div>
  );
}

import { X } from 'lucide-react';
import { useRef } from 'react';
import { words } from '../words/index.ts';
import { percent } from './format.ts';
import { useLostFocus } from './lostFocus.ts';
import styles from './Progress.module.css';

interface Props {
  /** What is done, where the phase alone says too little. */
  readonly label?: string | undefined;
  readonly progress: { readonly phase: keyof typeof words.shared.phases; readonly done?: number };
  readonly onCancel: () => void;
  /** It takes the place of the button that began the job, and its focus. */
  readonly takesFocus?: boolean;
}

/** How far a job is, and a button that cancels it. Its parent places it. */
export function ProgressBar({ label, progress, onCancel, takesFocus = false }: Props) {
  const { phase, done } = progress;
  const text = label ?? words.shared.phases[phase];
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button, takesFocus);
  return (
    <div className={styles.running}>
      <p role="status">
        <span>{text}</span>
        {/* Screen readers get the percentage from the bar below. Here it would be read out at every change. */}
        {done !== undefined && <span aria-hidden>{percent(done)}</span>}
      </p>
      <progress aria-label={text} max={1} {...(done !== undefined && { value: done })} />
      <button ref={button} type="button" className="icon-button" onClick={onCancel}>
        <X size={18} aria-hidden />
        <span className="visually-hidden">{words.shared.cancel}</span>
      </button>
    </div>
  );
}

interface StatusMessageProps {
  readonly text: string;
  /** Undefined: there is nothing to do here. */
  readonly action: string | undefined;
  readonly onAction: () => Promise<void>;
}

/** A sentence about what happened, and a button to go on. */
export function StatusMessage({ text, action, onAction }: StatusMessageProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button); // after a cancel it was on a button that is gone
  return (
    <div className={styles.message}>
      <p role="alert">{text}</p>
      {action && (
        <button ref={button} type="button" className="button small" onClick={() => void onAction()}>
          {action}
        </button>
      )}
    </div>
  );
}

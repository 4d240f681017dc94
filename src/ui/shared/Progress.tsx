import { X } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { words } from '../words/index.ts';
import { percent } from './format.ts';
import styles from './Progress.module.css';

interface Props {
  readonly progress: { readonly phase: keyof typeof words.shared.phases; readonly done?: number };
  readonly onCancel: () => void;
}

/** How far it is, and the way out. What is around it says where it lies. */
export function ProgressBar({ progress: { phase, done }, onCancel }: Props) {
  return (
    <div className={styles.running}>
      <p role="status">
        {words.shared.phases[phase]}
        {/* The bar below tells it to screen readers; read out here, it would never stop. */}
        {done !== undefined && <span aria-hidden>{percent(done)}</span>}
      </p>
      <progress
        aria-label={words.shared.phases[phase]}
        max={1}
        {...(done !== undefined && { value: done })}
      />
      <button type="button" className="icon-button" onClick={onCancel}>
        <X size={18} aria-hidden />
        <span className="visually-hidden">{words.shared.cancel}</span>
      </button>
    </div>
  );
}

interface StatusMessageProps {
  readonly text: string;
  readonly action: string;
  readonly onAction: () => Promise<void>;
}

/** A sentence, and the button that goes on from it. */
export function StatusMessage({ text, action, onAction }: StatusMessageProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button); // after a cancel it was on a button that is gone
  return (
    <div className={styles.message}>
      <p role="alert">{text}</p>
      <button ref={button} type="button" className="button small" onClick={() => void onAction()}>
        {action}
      </button>
    </div>
  );
}

/**
 * Focuses an element that replaces what had the focus, so that whoever uses a keyboard goes on from
 * here. Where something has the focus, it stays there.
 */
export function useLostFocus(element: RefObject<HTMLElement | null>, wanted = true): void {
  useEffect(() => {
    const { activeElement } = document;
    // A button that was pressed and is disabled now holds it for a moment more.
    const lost = activeElement === document.body || activeElement?.matches(':disabled');
    if (!wanted || !lost) return;
    element.current?.focus({ preventScroll: true });
  }, [element, wanted]);
}

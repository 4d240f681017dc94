import { RotateCw, X } from 'lucide-react';
import { useRef } from 'react';
import type { SideState } from '../../state/compare/types.ts';
import { useLostFocus } from '../components/useLostFocus.ts';
import { percent } from '../format.ts';
import { PHASES } from '../words.ts';
import styles from './SideStatus.module.css';

interface Props {
  readonly state: SideState;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

/** Over a side's picture: how far it is, or what is wrong with a way on. The other side stays. */
export function SideStatus({ state, onCancel, onRetry }: Props) {
  if (state.status === 'failed') {
    return (
      <div className={styles.status}>
        <p role="alert">{state.problem}</p>
        <Again text="Try again" onClick={onRetry} />
      </div>
    );
  }
  if (state.status === 'cancelled') {
    return (
      <div className={styles.status}>
        <p role="status">{state.previous ? 'Not painted with these settings' : 'Not painted'}</p>
        <Again text="Paint it" onClick={onRetry} />
      </div>
    );
  }
  if (state.status !== 'running') return null;
  const { phase, done } = state.progress;
  return (
    <div className={`${styles.status} ${styles.running}`}>
      <p role="status">
        {PHASES[phase]}
        {/* The bar below tells it to screen readers; read out here, it would never stop. */}
        {done !== undefined && <span aria-hidden>{percent(done)}</span>}
      </p>
      <progress aria-label={PHASES[phase]} max={1} {...(done !== undefined && { value: done })} />
      <button type="button" className="icon-button" onClick={onCancel}>
        <X size={16} aria-hidden />
        <span className="visually-hidden">Cancel</span>
      </button>
    </div>
  );
}

function Again({ text, onClick }: { text: string; onClick: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button); // after a cancel it was on a button that is gone
  return (
    <button ref={button} type="button" className="button small" onClick={onClick}>
      <RotateCw size={14} aria-hidden />
      {text}
    </button>
  );
}

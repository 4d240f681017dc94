import { RotateCw } from 'lucide-react';
import { useRef } from 'react';
import type { SideState } from '../../state/compare/index.ts';
import { Running } from '../components/Running.tsx';
import { useLostFocus } from '../components/useLostFocus.ts';
import { sentenceOf } from '../words/index.ts';
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
        <p role="alert">{sentenceOf(state.fault)}</p>
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
  return (
    <div className={styles.status}>
      <Running progress={state.progress} onCancel={onCancel} />
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

import { X } from 'lucide-react';
import { percent } from '../format.ts';
import { PHASES } from '../words/index.ts';
import styles from './Running.module.css';

interface Props {
  readonly progress: { readonly phase: keyof typeof PHASES; readonly done?: number };
  readonly onCancel: () => void;
}

/** How far it is, and the way out. What is around it says where it lies. */
export function Running({ progress: { phase, done }, onCancel }: Props) {
  return (
    <div className={styles.running}>
      <p role="status">
        {PHASES[phase]}
        {/* The bar below tells it to screen readers; read out here, it would never stop. */}
        {done !== undefined && <span aria-hidden>{percent(done)}</span>}
      </p>
      <progress aria-label={PHASES[phase]} max={1} {...(done !== undefined && { value: done })} />
      <button type="button" className="icon-button" onClick={onCancel}>
        <X size={18} aria-hidden />
        <span className="visually-hidden">Cancel</span>
      </button>
    </div>
  );
}

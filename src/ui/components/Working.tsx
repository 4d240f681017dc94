import { X } from 'lucide-react';
import type { Progress, Stage } from '../../state/index.ts';
import { useActions, useStylize } from '../context.ts';
import { percent } from '../format.ts';
import styles from './Working.module.css';

const PHASES: Record<Progress['phase'], string> = {
  download: 'Downloading the network',
  prepare: 'Getting ready',
  paint: 'Painting',
};

/** Progress over the picture while it is painted, with a way out; what went wrong, with a way on. */
export function Working({ stage }: { stage: Stage }) {
  const { cancel, paint } = useActions();
  const connected = useStylize((state) => state.connection.status === 'connected');
  if (stage.status === 'running') {
    const { phase, done } = stage.progress;
    return (
      <div className={styles.working}>
        <div className={styles.text} role="status">
          {PHASES[phase]}
          {done !== undefined && <span className={styles.done}>{percent(done)}</span>}
        </div>
        <progress aria-label={PHASES[phase]} max={1} {...(done !== undefined && { value: done })} />
        <button type="button" className="icon-button" onClick={cancel}>
          <X size={18} aria-hidden />
          <span className="visually-hidden">Cancel</span>
        </button>
      </div>
    );
  }
  // Before it is connected, the settings' column says why.
  if (connected && (stage.status === 'failed' || stage.status === 'ready')) {
    return (
      <div className={styles.working}>
        <div className={styles.text} role={stage.status === 'failed' ? 'alert' : 'status'}>
          {stage.status === 'failed' ? stage.problem : 'Not painted yet'}
        </div>
        <button type="button" className="button small" onClick={() => void paint()}>
          {stage.status === 'failed' ? 'Try again' : 'Paint it'}
        </button>
      </div>
    );
  }
  return null;
}

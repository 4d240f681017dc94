import { X } from 'lucide-react';
import { lastPainting, type Progress, type Stage } from '../../state/index.ts';
import { useActions, useStylize } from '../context.ts';
import { percent } from '../format.ts';
import { PHASES } from '../words.ts';
import { Trouble } from './Trouble.tsx';
import styles from './Working.module.css';

/** Over the picture: progress with a way out, or what is wrong with a way on. */
export function Working({ stage }: { stage: Stage }) {
  const { connect, paint } = useActions();
  const connection = useStylize((state) => state.connection);
  if (stage.status === 'running') return <Running progress={stage.progress} />;
  if (stage.status === 'shown') return null;
  if (connection.status === 'failed') {
    return <Trouble text={connection.problem} action="Try again" onAction={connect} />;
  }
  if (connection.status === 'connecting') return <Running progress={{ phase: 'prepare' }} />;
  if (stage.status === 'failed') {
    return <Trouble text={stage.problem} action="Try again" onAction={paint} />;
  }
  return <Cancelled stage={stage} />;
}

function Running({ progress: { phase, done } }: { progress: Progress }) {
  const { cancel } = useActions();
  return (
    <div className={styles.working}>
      <div className={styles.text} role="status">
        {PHASES[phase]}
        {/* The bar below tells it to screen readers; read out here, it would never stop. */}
        {done !== undefined && <span aria-hidden>{percent(done)}</span>}
      </div>
      <progress aria-label={PHASES[phase]} max={1} {...(done !== undefined && { value: done })} />
      <button type="button" className="icon-button" onClick={cancel}>
        <X size={18} aria-hidden />
        <span className="visually-hidden">Cancel</span>
      </button>
    </div>
  );
}

function Cancelled({ stage }: { stage: Stage }) {
  const { paint } = useActions();
  const style = useStylize(({ connection, settings }) =>
    connection.status === 'connected'
      ? connection.manifest.styles.find(({ id }) => id === settings.style)?.title
      : undefined,
  );
  const text = lastPainting(stage) ? `Not painted as ${style} yet` : 'Not painted yet';
  return <Trouble text={text} action="Paint it" onAction={paint} />;
}

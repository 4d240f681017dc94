import { lastPainting, type Progress, type Stage } from '../../state/index.ts';
import { useActions, useStylize } from '../context.ts';
import { Running } from './Running.tsx';
import { Trouble } from './Trouble.tsx';
import styles from './Working.module.css';

/** Over the picture: progress with a way out, or what is wrong with a way on. */
export function Working({ stage }: { stage: Stage }) {
  const { connect, paint, cancel } = useActions();
  const connection = useStylize((state) => state.connection);
  const running = (progress: Progress) => (
    <div className={styles.working}>
      <Running progress={progress} onCancel={cancel} />
    </div>
  );
  if (stage.status === 'running') return running(stage.progress);
  if (stage.status === 'shown') return null;
  if (connection.status === 'failed') {
    return <Trouble text={connection.problem} action="Try again" onAction={connect} />;
  }
  if (connection.status === 'connecting') return running({ phase: 'prepare' });
  if (stage.status === 'failed') {
    return <Trouble text={stage.problem} action="Try again" onAction={paint} />;
  }
  return <Cancelled stage={stage} />;
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

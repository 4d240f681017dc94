import { lastResult, type Progress, type Stage } from '../../state/index.ts';
import { useActions, useStylize } from '../context.ts';
import { Running } from './Running.tsx';
import { Trouble } from './Trouble.tsx';
import { sentenceOf } from '../words/index.ts';
import styles from './Working.module.css';

/** Over the picture: progress with a way out, or what is wrong with a way on. */
export function Working({ stage }: { stage: Stage }) {
  const { connect, paint, cancel } = useActions();
  const connection = useStylize((state) => state.connection);
  if (stage.status === 'done') return null;
  if (connection.status === 'failed' && stage.status !== 'running') {
    const again = () => {
      void paint(); // it waits for the connection
      return connect();
    };
    return <Trouble text={sentenceOf(connection.problem)} action="Try again" onAction={again} />;
  }
  if (stage.status === 'cancelled') return <Cancelled stage={stage} />;
  if (stage.status === 'failed') {
    return <Trouble text={sentenceOf(stage.fault)} action="Try again" onAction={paint} />;
  }
  const progress: Progress = stage.status === 'running' ? stage.progress : { phase: 'prepare' };
  return (
    <div className={styles.working}>
      <Running progress={progress} onCancel={cancel} />
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
  const text = style && lastResult(stage) ? `Not painted as ${style} yet` : 'Not painted yet';
  return <Trouble text={text} action="Paint it" onAction={paint} />;
}

import { lastResult, type Progress } from '../../state/shared/index.ts';
import type { Stage } from '../../state/stylize/index.ts';
import { useStylizeActions, useStylize } from '../shared/context.ts';
import styles from '../shared/Progress.module.css';
import { ProgressBar, StatusMessage } from '../shared/Progress.tsx';
import { sentenceOf, words } from '../words/index.ts';

/** Over the picture: the progress with a cancel button, or what went wrong with a button to go on. */
export function PaintingStatus({ stage }: { stage: Stage }) {
  const { connect, paint, cancel } = useStylizeActions();
  const connection = useStylize((state) => state.connection);
  if (stage.status === 'done') return null;
  if (connection.status === 'failed' && stage.status !== 'running') {
    const again = () => {
      void paint(); // it waits for the connection
      return connect();
    };
    return (
      <StatusMessage
        text={sentenceOf(connection.problem)}
        action={words.shared.tryAgain}
        onAction={again}
      />
    );
  }
  if (stage.status === 'cancelled') return <Cancelled stage={stage} />;
  if (stage.status === 'failed') {
    return (
      <StatusMessage
        text={sentenceOf(stage.fault)}
        action={words.shared.tryAgain}
        onAction={paint}
      />
    );
  }
  const progress: Progress = stage.status === 'running' ? stage.progress : { phase: 'prepare' };
  return (
    <div className={styles.message}>
      <ProgressBar progress={progress} onCancel={cancel} />
    </div>
  );
}

function Cancelled({ stage }: { stage: Stage }) {
  const { paint } = useStylizeActions();
  const style = useStylize(({ connection, settings }) =>
    connection.status === 'connected'
      ? connection.manifest.styles.find(({ id }) => id === settings.style)?.title
      : undefined,
  );
  const text =
    style && lastResult(stage) ? words.stylize.notPaintedAs(style) : words.stylize.notPainted;
  return <StatusMessage text={text} action={words.shared.paintIt} onAction={paint} />;
}

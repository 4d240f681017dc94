import {
  type AppFault,
  isNewVersion,
  lastResult,
  nameOfStyles,
  type Painting,
  type Progress,
  type Settings,
} from '../../state/shared/index.ts';
import type { Stage } from '../../state/stylize/index.ts';
import { useStudioActions, useStylizeActions, useStylize } from '../shared/context.ts';
import styles from '../shared/Progress.module.css';
import { ProgressBar, StatusMessage } from '../shared/Progress.tsx';
import { titleOfStyles } from '../shared/titleOfStyles.ts';
import { sentenceOf, words } from '../words/index.ts';
import { useIsRepainting } from './useIsRepainting.ts';

/** Over the picture: the progress with a cancel button, or what went wrong with a button to go on. */
export function PaintingStatus({ stage }: { stage: Stage }) {
  const { connect, paint, cancel } = useStylizeActions();
  const { learnMore } = useStudioActions();
  const isRepainting = useIsRepainting();
  const connection = useStylize((state) => state.connection);
  if (stage.status === 'done') return null;
  // A bar each time would flicker.
  if (isRepainting) return null;
  if (connection.status === 'failed' && stage.status !== 'running') {
    const again = () => {
      void paint(); // it waits for the connection
      return connect();
    };
    return (
      <StatusMessage
        text={sentenceOf(connection.problem)}
        action={isNewVersion(connection.problem) ? undefined : words.shared.tryAgain}
        onAction={again}
      />
    );
  }
  if (stage.status === 'cancelled') return <Cancelled stage={stage} />;
  if (stage.status === 'failed' && isUnlearned(stage.fault)) {
    const { id } = stage.fault;
    return (
      <StatusMessage
        text={sentenceOf(stage.fault)}
        action={words.ownStyle.learn}
        onAction={() => learnMore(id)}
      />
    );
  }
  if (stage.status === 'failed') {
    return (
      <StatusMessage
        text={sentenceOf(stage.fault)}
        action={isNewVersion(stage.fault) ? undefined : words.shared.tryAgain}
        onAction={paint}
      />
    );
  }
  const stalled = connection.status === 'connecting' && connection.stalled;
  const progress: Progress =
    stage.status === 'running' ? stage.progress : { phase: stalled ? 'stalled' : 'prepare' };
  return (
    <div className={styles.message}>
      <ProgressBar progress={progress} onCancel={cancel} />
    </div>
  );
}

type Unlearned = Extract<AppFault, { code: 'own/other-network' | 'own/other-version' }>;

const isUnlearned = (fault: AppFault): fault is Unlearned =>
  fault.code === 'own/other-network' || fault.code === 'own/other-version';

function Cancelled({ stage }: { stage: Stage }) {
  const { paint } = useStylizeActions();
  const settings = useStylize((state) => state.settings);
  const style = useStylize(({ connection }) =>
    connection.status === 'connected' ? titleOfStyles(settings, connection.manifest) : undefined,
  );
  const text = whatIsMissing(lastResult(stage), settings, style);
  return <StatusMessage text={text} action={words.shared.paintIt} onAction={paint} />;
}

/** @returns what the painting on the page is not yet, after a cancel */
function whatIsMissing(
  painting: Painting | undefined,
  settings: Settings,
  title: string | undefined,
): string {
  if (!painting) return words.stylize.notPainted;
  const { boldness, size } = settings;
  if (nameOfStyles(painting) !== nameOfStyles(settings) && title)
    return words.stylize.notPaintedAs(title);
  const sameSize = size === 'auto' || size === painting.longSide;
  if (sameSize || painting.boldness !== boldness) return words.stylize.notPaintedWithThese;
  return words.stylize.notPaintedWithBrush;
}

import { LENGTHS, msToLearn } from '../../../state/stylize/index.ts';
import { modelOf } from '../../../state/shared/index.ts';
import { useStudio, useStylize } from '../../shared/context.ts';
import { networkTitle, words } from '../../words/index.ts';
import styles from './OwnStylePanel.module.css';

/** What there is to know before a painting is learned: for which network, and how long that takes on this machine. */
export function BeforeLearning() {
  const network = useStylize((state) => state.settings.network);
  const precision = useStylize((state) => state.precision);
  const connection = useStylize((state) => state.connection);
  const length = useStudio((state) => state.length);
  const times = useStudio((state) => state.times);
  if (connection.status !== 'connected') return null;
  const { manifest, capabilities } = connection;
  const model = modelOf(network, manifest, precision);
  if (!model) return null;
  const steps = LENGTHS[length];
  const ms = msToLearn(times, steps, network, capabilities?.available ?? []);
  const { onlyFor, takesAbout, takesSteps } = words.ownStyle;
  return (
    <div className={styles.note} data-testid="before-learning">
      <p>{onlyFor(networkTitle(model).toLowerCase())}</p>
      <p>{ms === undefined ? takesSteps(steps) : takesAbout(steps, ms)}</p>
    </div>
  );
}

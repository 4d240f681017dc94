import { LENGTHS, msToLearn, usualMs } from '../../../state/stylize/index.ts';
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
  const msFor = useMsToLearn();
  if (connection.status !== 'connected') return null;
  const model = modelOf(network, connection.manifest, precision);
  if (!model) return null;
  const steps = LENGTHS[length];
  const ms = msFor(steps);
  const { onlyFor, takesAbout, takesSteps } = words.ownStyle;
  return (
    <div className={styles.note} data-testid="before-learning">
      <p>{onlyFor(networkTitle(model).toLowerCase())}</p>
      <p>{ms === undefined ? takesSteps(steps, usualMs(steps, network)) : takesAbout(steps, ms)}</p>
    </div>
  );
}

/** @returns what says how long steps take on this machine, in milliseconds: undefined until that was measured */
export function useMsToLearn(): (steps: number) => number | undefined {
  const network = useStylize((state) => state.settings.network);
  const connection = useStylize((state) => state.connection);
  const times = useStudio((state) => state.times);
  const capabilities = connection.status === 'connected' ? connection.capabilities : undefined;
  return (steps) => msToLearn(times, steps, network, capabilities?.available ?? []);
}

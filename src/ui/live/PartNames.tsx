import { networksOf } from '../../state/live/index.ts';
import { duration } from '../format.ts';
import styles from './PartNames.module.css';
import { useLive } from './useLive.ts';

/** What each part of a split picture is, and how long its network takes for a frame. */
export function PartNames() {
  const connection = useLive((state) => state.connection);
  const times = useLive((state) => state.meter?.inference);
  const settings = useLive((state) => state.settings);
  const film = useLive(({ stage }) => stage.status === 'running' && stage.source.kind === 'film');
  if (connection.status !== 'connected') return null;
  return (
    <>
      {networksOf(settings, connection.manifest).map(({ id, title }, index) => {
        const ms = times?.[id];
        return (
          <p key={id} className={`chip ${styles.name} ${styles[`part${index}`] ?? ''}`}>
            {title}
            {ms !== undefined && <strong>{duration(ms)}</strong>}
          </p>
        );
      })}
      <p className={`chip ${styles.name} ${styles.part2}`}>{film ? 'Film' : 'Camera'}</p>
    </>
  );
}

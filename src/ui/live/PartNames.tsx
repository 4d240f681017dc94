import { modelOf } from '../../state/index.ts';
import { duration } from '../format.ts';
import styles from './PartNames.module.css';
import { useLive } from './useLive.ts';

/** What each part of a split picture is, and how long its network takes for a frame. */
export function PartNames() {
  const connection = useLive((state) => state.connection);
  const times = useLive((state) => state.meter?.inference);
  const film = useLive(({ stage }) => stage.status === 'running' && stage.source.kind === 'film');
  if (connection.status !== 'connected') return null;
  const { manifest } = connection;
  const networks = [...new Set(manifest.models.map(({ network }) => network))].slice(0, 2);
  return (
    <>
      {networks.map((network, index) => {
        const model = modelOf(network, manifest, 'float16');
        const ms = model && times?.[model.id];
        return (
          <p key={network} className={`chip ${styles.name} ${styles[`part${index}`] ?? ''}`}>
            {model?.title}
            {ms !== undefined && <strong>{duration(ms)}</strong>}
          </p>
        );
      })}
      <p className={`chip ${styles.name} ${styles.part2}`}>{film ? 'Film' : 'Camera'}</p>
    </>
  );
}

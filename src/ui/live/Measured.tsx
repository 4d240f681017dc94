import { fasterNetwork, fasterSize } from '../../state/live/index.ts';
import { useLive, useLiveActions } from '../shared/context.ts';
import { count, duration } from '../shared/format.ts';
import { networkTitle, words } from '../words/index.ts';
import styles from './Measured.module.css';
import { paceText } from './paceText.ts';

/** What was measured over the last two seconds, and why the picture has its size. */
export function Measured() {
  const meter = useLive((state) => state.meter);
  const pace = useLive((state) => state.pace);
  const { size, rate } = useLive((state) => state.settings);
  const film = useLive(({ stage }) => stage.status === 'running' && stage.source.kind === 'film');
  const still = useLive((state) => state.film?.paused ?? false);
  const recording = useLive((state) => state.recording?.status === 'recording');
  const facts = [
    { name: words.live.figures.rate, value: (!still && meter?.rate?.toFixed(1)) || '–' },
    { name: words.live.figures.painting, value: meter ? duration(meter.painting) : '–' },
    {
      name: film ? words.live.figures.behindFilm : words.live.figures.behindCamera,
      value: meter && !still ? duration(meter.latency) : '–',
    },
    { name: words.live.figures.dropped, value: meter ? count(meter.dropped) : '–' },
    { name: words.live.figures.pixels, value: meter ? `${meter.width} × ${meter.height}` : '–' },
  ];
  return (
    <section className={styles.meter} aria-label={words.live.measured}>
      <dl>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{paceText(still ? undefined : pace, size, rate, meter, recording)}</p>
      <Faster />
    </section>
  );
}

/** A way out for a machine that is too slow: a smaller network or, where there is none, a smaller picture. */
function Faster() {
  const { choose } = useLiveActions();
  const connection = useLive((state) => state.connection);
  const settings = useLive((state) => state.settings);
  const pace = useLive((state) => (state.film?.paused ? undefined : state.pace));
  // A recording keeps its size.
  const recording = useLive((state) => state.recording?.status === 'recording');
  if (connection.status !== 'connected' || settings.size !== 'auto') return null;
  const network = fasterNetwork(settings, pace, connection.manifest);
  if (network) {
    return (
      <Remedy
        text={words.live.pace.faster(networkTitle(network))}
        onClick={() => choose({ network: network.network })}
      />
    );
  }
  const size = fasterSize(settings, pace);
  if (size === undefined || recording) return null;
  return <Remedy text={words.live.pace.smaller(size)} onClick={() => choose({ size })} />;
}

function Remedy({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <button type="button" className={`button small ${styles.faster}`} onClick={onClick}>
      <span>{text}</span>
    </button>
  );
}

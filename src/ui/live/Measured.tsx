import { fasterNetwork, type Meter, type PaceReport } from '../../state/live/index.ts';
import { useLive, useLiveActions } from '../shared/context.ts';
import { count, duration } from '../shared/format.ts';
import { networkTitle, words } from '../words/index.ts';
import styles from './Measured.module.css';

/** What was measured over the last two seconds, and why the picture has its size. */
export function Measured() {
  const meter = useLive((state) => state.meter);
  const pace = useLive((state) => state.pace);
  const { size, rate } = useLive((state) => state.settings);
  const film = useLive(({ stage }) => stage.status === 'running' && stage.source.kind === 'film');
  const still = useLive((state) => state.film?.paused ?? false);
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
      <p>{paceText(still ? undefined : pace, size, rate, meter)}</p>
      <FasterNetwork />
    </section>
  );
}

/** A way out for a machine that is too slow for the network that is chosen. */
function FasterNetwork() {
  const { choose } = useLiveActions();
  const connection = useLive((state) => state.connection);
  const settings = useLive((state) => state.settings);
  const pace = useLive((state) => (state.film?.paused ? undefined : state.pace));
  if (connection.status !== 'connected' || settings.size !== 'auto') return null;
  const faster = fasterNetwork(settings, pace, connection.manifest);
  if (!faster) return null;
  return (
    <button
      type="button"
      className={`button small ${styles.faster}`}
      onClick={() => choose({ network: faster.network })}
    >
      {words.live.pace.faster(networkTitle(faster))}
    </button>
  );
}

/** Shares of the rate that is aimed at: below the first one it is not held; the camera's own rate has some play. */
const HELD = 0.93;
const PLAY = 1.1;

/**
 * @param pace undefined while a film stands still: then no rate is measured
 * @returns why the paintings have the size that they have, by the figures above
 */
function paceText(
  pace: PaceReport | undefined,
  size: number | 'auto',
  rate: number,
  meter: Meter | undefined,
): string {
  const text = words.live.pace;
  const painted = meter ? Math.max(meter.width, meter.height) : 0;
  if (size !== 'auto') {
    if (painted > size + 4) return text.fixedBelow(size, meter?.width ?? 0, meter?.height ?? 0);
    const fewer = painted > 0 && painted < size - 4;
    return fewer ? text.fixedAbove(size, painted) : text.fixed(size);
  }
  if (!pace) return '';
  const held = heldText(pace, rate, meter);
  return pace.heldBefore === undefined ? held : text.slowed(pace.heldBefore, held);
}

/** @returns what the size of the paintings follows from, where it is not fixed */
function heldText(pace: PaceReport, rate: number, meter: Meter | undefined): string {
  const text = words.live.pace;
  const painted = meter ? Math.max(meter.width, meter.height) : 0;
  if (!meter?.rate || pace.verdict === 'measuring') return text.measuring(rate);
  const shown = meter.rate.toFixed(1);
  if (meter.rate < rate * HELD) {
    const bySource = meter.arriving !== undefined && meter.arriving <= meter.rate * PLAY;
    if (bySource) return text.source(shown);
    if (pace.verdict === 'slow') return text.slow(painted, shown, rate);
    return text.measuring(rate);
  }
  if (!pace.larger) return text.largest(painted, rate);
  const larger = meter.painting * (pace.larger.size / painted) ** 2;
  return text.holds(painted, rate, pace.larger.size, duration(larger), duration(1000 / rate));
}

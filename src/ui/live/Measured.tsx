import type { PaceReport } from '../../state/live/index.ts';
import { useLive } from '../shared/context.ts';
import { count, duration } from '../shared/format.ts';
import { words } from '../words/index.ts';
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
      <p>{paceText(pace, size, rate, meter && Math.max(meter.width, meter.height))}</p>
    </section>
  );
}

/** @returns why the paintings have the size that they have */
function paceText(
  pace: PaceReport | undefined,
  size: number | 'auto',
  rate: number,
  /** Longest side of the last painting, in pixels; 0 before the first one. */
  painted = 0,
): string {
  const text = words.live.pace;
  if (size !== 'auto') {
    const fewer = painted > 0 && painted < size - 4;
    return fewer ? text.fixedAbove(size, painted) : text.fixed(size);
  }
  if (!pace) return '';
  if (pace.ms === undefined || pace.verdict === 'measuring') return text.measuring(rate);
  const leaves = duration(1000 / rate);
  if (pace.verdict === 'slow') return text.slow(pace.size, duration(pace.ms), rate, leaves);
  if (!pace.larger) return text.largest(pace.size, rate);
  return text.holds(pace.size, rate, pace.larger.size, duration(pace.larger.ms), leaves);
}

import type { PaceReport } from '../../state/live/index.ts';
import { useLive } from '../shared/context.ts';
import { duration } from '../shared/format.ts';
import styles from './Measured.module.css';

/** What was measured over the last two seconds, and why the picture has its size. */
export function Measured() {
  const meter = useLive((state) => state.meter);
  const pace = useLive((state) => state.pace);
  const { size, rate } = useLive((state) => state.settings);
  const film = useLive(({ stage }) => stage.status === 'running' && stage.source.kind === 'film');
  const still = useLive((state) => state.film?.paused ?? false);
  const facts = [
    { name: 'Frames a second', value: (!still && meter?.rate?.toFixed(1)) || '–' },
    { name: 'Painting a frame', value: meter ? duration(meter.painting) : '–' },
    {
      name: film ? 'Behind the film' : 'Behind the camera',
      value: meter && !still ? duration(meter.latency) : '–',
    },
    { name: 'Frames left out', value: meter ? meter.dropped.toLocaleString('en') : '–' },
    { name: 'Pixels', value: meter ? `${meter.width} × ${meter.height}` : '–' },
  ];
  return (
    <section className={styles.meter} aria-label="Measured">
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

/** Why the paintings have the size that they have. */
export function paceText(
  pace: PaceReport | undefined,
  size: number | 'auto',
  rate: number,
  /** Longest side of what was painted last. */
  painted = 0,
): string {
  if (size !== 'auto') {
    const fixed = `The longest side is fixed at ${size} pixels`;
    const fewer = painted > 0 && painted < size - 4;
    return fewer ? `${fixed}, and there are no more than ${painted} to paint.` : `${fixed}.`;
  }
  if (!pace) return '';
  const rateText = `${rate} frames a second`;
  const limit = `${rateText} leave ${duration(1000 / rate)}`;
  if (pace.ms === undefined || pace.verdict === 'measuring') {
    return `Finding the largest size that holds ${rateText} …`;
  }
  if (pace.verdict === 'slow') {
    return `${pace.size} pixels is the smallest size. A frame takes ${duration(pace.ms)} here, and ${limit}.`;
  }
  if (!pace.larger) return `${pace.size} pixels: as large as it makes sense, and ${rateText} hold.`;
  return `${pace.size} pixels hold ${rateText}; ${pace.larger.size} would take about ${duration(pace.larger.ms)} a frame, and ${limit}.`;
}

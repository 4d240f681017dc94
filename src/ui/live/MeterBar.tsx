import { duration } from '../format.ts';
import styles from './MeterBar.module.css';
import { paceText } from './paceText.ts';
import { useLive } from './useLive.ts';

/** What was measured over the last two seconds, and why the picture has its size. */
export function MeterBar() {
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

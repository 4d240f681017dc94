/** Why the paintings have the size that they have, in words. */
import { msAtSize, type Meter, type PaceReport } from '../../state/live/index.ts';
import { duration } from '../shared/format.ts';
import { words } from '../words/index.ts';

/** Shares of the rate that is aimed at: below the first one it is not held; the camera's own rate has some play. */
const HELD = 0.93;
const PLAY = 1.1;

/**
 * @param pace undefined while a film stands still: then no rate is measured
 * @param recording the size stays, and no other one is sought
 * @returns why the paintings have the size that they have, by the figures above
 */
export function paceText(
  pace: PaceReport | undefined,
  size: number | 'auto',
  rate: number,
  meter: Meter | undefined,
  recording: boolean,
): string {
  const text = words.live.pace;
  const painted = meter ? Math.max(meter.width, meter.height) : 0;
  if (size !== 'auto') {
    if (painted > size + 4) return text.fixedBelow(size, meter?.width ?? 0, meter?.height ?? 0);
    const fewer = painted > 0 && painted < size - 4;
    return fewer ? text.fixedAbove(size, painted) : text.fixed(size);
  }
  if (!pace) return '';
  const held = heldText(pace, rate, meter, recording);
  return pace.heldBefore === undefined ? held : text.slowed(pace.heldBefore, held);
}

/** @returns what the size of the paintings follows from, where it is not fixed */
function heldText(
  pace: PaceReport,
  rate: number,
  meter: Meter | undefined,
  recording: boolean,
): string {
  const text = words.live.pace;
  const painted = meter ? Math.max(meter.width, meter.height) : 0;
  const sought = recording ? text.recording : text.measuring(rate);
  if (!meter?.rate || pace.verdict === 'measuring') return sought;
  const { arriving } = meter;
  if (meter.rate < rate * HELD) {
    // First: a busy machine gets fewer frames from its camera, too, and a smaller network helps it.
    if (pace.verdict === 'slow') return text.slow(painted, meter.rate.toFixed(1), rate);
    const bySource =
      arriving !== undefined && arriving <= meter.rate * PLAY && arriving < rate * HELD;
    return bySource ? text.source(arriving.toFixed(1), rate) : sought;
  }
  if (!pace.larger) return text.largest(painted, rate);
  const larger = msAtSize(meter.painting, painted, pace.larger.size);
  return text.holds(painted, rate, pace.larger.size, duration(larger), duration(1000 / rate));
}

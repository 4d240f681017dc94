import type { PaceReport } from '../../state/live/index.ts';
import { duration } from '../format.ts';

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

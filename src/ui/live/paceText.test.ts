import { expect, it } from 'vitest';
import type { Meter, PaceReport } from '../../state/live/index.ts';
import { paceText } from './paceText.ts';

const meter: Meter = {
  ...{ rate: 24, arriving: 30, inference: {}, painting: 40, latency: 50 },
  ...{ dropped: 4, shown: 100, width: 256, height: 192 },
};
const holds: PaceReport = { size: 256, ms: 40, verdict: 'holds' };
const slow: PaceReport = { size: 256, ms: 70, verdict: 'slow' };
const text = (pace: PaceReport, figures: Partial<Meter>, recording = false) =>
  paceText(pace, 'auto', 24, { ...meter, ...figures }, recording);

it('a slow source is told by what it gives, and not as if each of its frames were painted', () => {
  // A tenth less than what comes: some frames were left out.
  expect(text(holds, { rate: 8.0, arriving: 8.6 })).toBe(
    'The source sends only 8.6 frames a second. The target is 24.',
  );
});

it('a machine that is too slow does not blame the source, of which it gets fewer frames', () => {
  expect(text(slow, { rate: 1.4, arriving: 1.4 })).toMatch(/^This device paints 1\.4 frames/);
});

it('a source that gives enough is not called slow', () => {
  expect(text(holds, { rate: 22, arriving: 24 })).not.toMatch(/^Only/);
});

it('the smallest size of “Automatic” is not called the smallest: there are others to choose', () => {
  expect(text(slow, { rate: 14 })).toBe(
    'This device paints 14.0 frames a second at 256 pixels, and not 24. “Automatic” takes no smaller size.',
  );
});

it.each([
  ['nothing is measured yet, as after a change of view', { size: 256, verdict: 'measuring' }, {}],
  ['the rate is not held', holds, { rate: 14 }],
] as const)('no size is sought during a recording where %s', (_, pace, figures) => {
  expect(text(pace, figures)).toBe('Finding the largest size that holds 24 frames a second …');
  expect(text(pace, figures, true)).toBe('The size stays as it is until the recording ends.');
});

// Whether something grows while a test goes on: from figures that were taken on the way.

/** @typedef {Readonly<Record<string, number>>} Figures by name */
/** @typedef {{ readonly after: number, readonly figures: Figures }} Sample what there was after so many pictures */

/** What these figures depend on, for git: the app, and the tests that take them. */
export const LOAD_CODE = [
  ...['src', 'public', 'models', 'index.html', 'vite.config.ts', 'package-lock.json'],
  ...['e2e/long/load*', 'e2e/support/load.ts', 'e2e/support/work.ts', 'e2e/support/things.ts'],
  ...['e2e/support/workerSessions.ts', 'scripts/growth.mjs'],
  ...[':!*.test.ts', ':!*.test.tsx', ':!src/**/testing/**', ':!*.md'],
];

/**
 * How much each figure grows with every hundred pictures. It is the median of the slopes between all pairs of samples
 * (Theil and Sen), so that one sample that was taken in the middle of something does not count.
 *
 * @param {readonly Sample[]} samples of one test, in their order
 * @returns {Record<string, number>} by figure
 */
export function growthPerHundred(samples) {
  const [first] = samples;
  if (!first || samples.length < 3) throw new Error('too few samples to tell a growth');
  return Object.fromEntries(
    Object.keys(first.figures).map((name) => [name, 100 * slope(samples, name)]),
  );
}

/** @param {readonly Sample[]} samples @param {string} name @returns {number} */
function slope(samples, name) {
  const valueOf = (/** @type {Sample} */ { figures }) => figures[name] ?? Number.NaN;
  const slopes = samples.flatMap((a, at) =>
    samples.slice(at + 1).map((b) => (valueOf(b) - valueOf(a)) / (b.after - a.after)),
  );
  const sorted = slopes.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = sorted.length % 2 ? [middle, middle] : [middle - 1, middle];
  return ((sorted[low] ?? Number.NaN) + (sorted[high] ?? Number.NaN)) / 2;
}

/**
 * @param {Figures} growth per hundred pictures
 * @param {Figures} bounds by the same names
 * @returns {string[]} a line for each figure that grows by more than its bound, or that could not be taken
 */
export function tooMuch(growth, bounds) {
  return Object.entries(bounds).flatMap(([name, bound]) => {
    const grows = growth[name];
    if (grows !== undefined && grows <= bound) return [];
    return [`${name}: ${grows?.toFixed(3) ?? 'not taken'} more per hundred, at most ${bound}`];
  });
}

/** What the ladder's plot, its paintings and its table tell of a row. */
import type { LadderRow } from '../../../state/compare/index.ts';
import { median } from '../../../state/shared/index.ts';
import { networkTitle, words } from '../../words/compare.ts';

/** The precision that goes without saying. */
const USUAL = 'float16';

/** @returns the name of a row: "Compact", "Compressed uint8" */
export function rowName({ entry }: Pick<LadderRow, 'entry'>): string {
  const title = networkTitle(entry);
  return entry.precision === USUAL ? title : `${title} ${entry.precision}`;
}

/** @returns the median of a row's timed runs in milliseconds; undefined where there is none */
export function rowTime({ measured }: Pick<LadderRow, 'measured'>): number | undefined {
  const totals = measured?.runs.map(({ total }) => total) ?? [];
  return totals.length > 0 ? median(totals) : undefined;
}

/** @returns how a network was made small, in a few words; undefined for one that the words do not know */
export const howOf = ({ entry }: Pick<LadderRow, 'entry'>): string | undefined =>
  entry.precision === 'uint4' ? words.ladder.packed : words.ladder.how[entry.network];

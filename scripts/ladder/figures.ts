/** The figures of docs/ladder.md: the lists and cards of models/, counted as the page counts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelEntry } from '../../src/engine/manifest.ts';
import { totalMultiplyAdds, type NetworkSpec } from '../../src/network/index.ts';
import { judgedIn, type Card } from '../../src/state/compare/ladder/facts.ts';
import { COUNTED_SIDE, type Judged } from '../../src/state/compare/ladder/types.ts';
import { ROOT } from '../prepare.mjs';

export type Precision = ModelEntry['precision'];

interface Run {
  readonly steps: number;
  readonly hours: number;
}

interface TrainedCard extends Card {
  /** The last run, and those that it started from. */
  readonly training: Run & { readonly before: readonly (Run & { readonly network: string })[] };
}

/** The weights of a network in one precision. */
export interface Stored {
  readonly precision: Precision;
  /** Of model.json and its shard, with the rows of all styles. */
  readonly bytes: number;
  readonly judged: Judged | undefined;
}

export interface Network {
  readonly id: string;
  readonly title: string;
  readonly weights: number;
  readonly multiplyAdds: number;
  /** Its precisions in the order of the lists: the more exact first. */
  readonly stored: readonly Stored[];
  /** Of the most exact weights that were judged. */
  readonly judged: Judged | undefined;
  /** Steps and hours of all runs of this network. */
  readonly training: Run;
  /** The other network that its first run started from. */
  readonly from: string | undefined;
}

const readModels = (path: string) =>
  JSON.parse(readFileSync(join(ROOT, 'models', path), 'utf8')) as unknown;

/** @returns how many styles each network paints */
export const styleCount = () =>
  (readModels('manifest.json') as { readonly styles: readonly object[] }).styles.length;

/** @returns the networks of the manifest and of the ladder, those with more weights first */
export function networks(): Network[] {
  const entries = ['manifest.json', 'ladder.json'].flatMap(
    (list) => (readModels(list) as { readonly models: readonly ModelEntry[] }).models,
  );
  return [...new Set(entries.map(({ network }) => network))]
    .map((id) => networkOf(entries.filter(({ network }) => network === id)))
    .sort((a, b) => b.weights - a.weights || b.multiplyAdds - a.multiplyAdds);
}

function networkOf(entries: readonly ModelEntry[]): Network {
  const cards = entries.map((entry) => readModels(entry.card) as TrainedCard);
  const [{ network: id, title, weights }, { training }] = [entries[0]!, cards[0]!];
  const stored = entries.map(({ precision, bytes }, i) => ({
    ...{ precision, bytes },
    judged: judgedIn(cards[i]),
  }));
  const runs = [...training.before, { ...training, network: id }];
  const first = runs.findLastIndex(({ network }) => network !== id) + 1;
  const own = runs.slice(first);
  return {
    ...{ id, title, weights, stored },
    multiplyAdds: totalMultiplyAdds(
      readModels(`networks/${id}.json`) as NetworkSpec,
      COUNTED_SIDE,
      COUNTED_SIDE,
    ),
    judged: stored.find(({ judged }) => judged)?.judged,
    training: {
      steps: own.reduce((sum, { steps }) => sum + steps, 0),
      hours: own.reduce((sum, { hours }) => sum + hours, 0),
    },
    from: runs[first - 1]?.network,
  };
}

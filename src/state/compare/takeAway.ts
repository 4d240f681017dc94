import type { ModelEntry, ModelFile } from '../../engine/index.ts';
import { loadCode, PageProblem, type SavedFile } from '../shared/index.ts';
// The project's, which its networks have, too.
import licence from '../../../LICENSE?raw';

export interface TakeAwayNeeds {
  /** Address of the models' folder, with a slash at the end. */
  readonly base: string;
  readonly exportModel: (
    entry: ModelEntry,
    base: string,
    signal: AbortSignal,
  ) => Promise<readonly ModelFile[]>;
}

/**
 * One archive with a model in all formats, its card and its licence.
 *
 * @param readme says what lies in it
 * @throws EngineProblem, PageProblem or LoadingProblem where a file does not arrive, or the signal's reason once it is
 *   aborted
 */
export async function takeAway(
  entry: ModelEntry,
  readme: string,
  { base, exportModel }: TakeAwayNeeds,
  signal: AbortSignal,
): Promise<SavedFile> {
  const [files, card, { downloadZip }] = await Promise.all([
    exportModel(entry, base, signal),
    fetchCard(entry, base),
    loadCode(() => import('client-zip')),
  ]);
  signal.throwIfAborted();
  const folder = `brushlite-${entry.id}`;
  const all = [
    { name: 'README.txt', input: readme },
    { name: 'LICENSE.txt', input: licence },
    { name: 'card.json', input: card },
    ...files.map(({ name, bytes }) => ({ name, input: bytes })),
  ];
  const blob = await downloadZip(
    all.map(({ name, input }) => ({ name: `${folder}/${name}`, input })),
  ).blob();
  return { blob, name: `${folder}.zip` };
}

/** A card has some kilobytes. A server that takes longer for one, in milliseconds, counts as out of reach. */
const CARD_MS = 30_000;

async function fetchCard(entry: ModelEntry, base: string): Promise<string> {
  try {
    const response = await fetch(new URL(entry.card, base), {
      signal: AbortSignal.timeout(CARD_MS),
    });
    if (response.ok) return await response.text();
  } catch {
    // told below
  }
  throw new PageProblem({ code: 'compare/facts-not-downloaded', model: entry.title });
}

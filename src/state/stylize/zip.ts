import { loadCode } from '../../loading/index.ts';
import type { SavedFile } from '../shared/index.ts';

/**
 * Names of which no two are one file, also where the file system knows no capitals: the second "a.png" becomes
 * "a (2).png".
 *
 * @returns a name for each file, in their order
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const dot = name.lastIndexOf('.');
    const [base, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let unique = name;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${base} (${n})${ending}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/**
 * A zip archive, made while it is read: one file at a time is in memory, in pieces. Pictures are compressed already,
 * so they are stored as they are. Rejects with LoadingProblem where the code for archives does not arrive.
 */
export async function zipOf(files: readonly SavedFile[]): Promise<ReadableStream<Uint8Array>> {
  // Few visitors need it.
  const { makeZip } = await loadCode(() => import('client-zip'));
  return makeZip(entries(files));
}

async function* entries(files: readonly SavedFile[]) {
  // A slash would be a folder, in which some programs do not look for pictures.
  const names = uniqueNames(files.map(({ name }) => name.replaceAll(/[/\\]/g, '_')));
  for (const [at, { blob }] of files.entries()) yield { name: names[at]!, input: blob };
}

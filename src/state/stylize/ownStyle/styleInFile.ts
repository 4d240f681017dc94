import {
  decodeRowsFile,
  encodeRowsFile,
  ROWS_FILE_EXTENSION,
  type ModelEntry,
} from '../../../engine/index.ts';
import { PageProblem, rowsFor, type OwnStyle, type SavedFile } from '../../shared/index.ts';

/** The rows of a style for one network. */
type LearnedRows = OwnStyle['learned'][number];

/** What a file with rows has of a style. */
export interface StyleInFile {
  readonly name: string;
  readonly learned: LearnedRows;
  readonly thumbnail?: Uint8Array<ArrayBuffer> | undefined;
}

/**
 * Read a `.brushlite` file. Rejects with EngineProblem where it is none or damaged, and with PageProblem
 * `own/file-of-other-version` where its rows are of other convolutions than the network has here.
 *
 * @param modelFor the model of a network that paints here
 */
export async function readStyleInFile(
  file: Blob,
  modelFor: (network: string) => Pick<ModelEntry, 'fingerprint'> | undefined,
): Promise<StyleInFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { name, network, fingerprint, steps, rows, thumbnail } = await decodeRowsFile(bytes);
  if (modelFor(network)?.fingerprint !== fingerprint) {
    throw new PageProblem({ code: 'own/file-of-other-version', style: name });
  }
  return { name, learned: { network, fingerprint, steps, ...rows }, thumbnail };
}

/** @returns the style among `all` that has the same rows */
export const styleWithRows = (all: readonly OwnStyle[], rows: LearnedRows): OwnStyle | undefined =>
  all.find((style) => style.learned.some((known) => isSame(known, rows)));

const isSame = (a: LearnedRows, b: LearnedRows) =>
  a.network === b.network &&
  a.fingerprint === b.fingerprint &&
  a.steps === b.steps &&
  a.soft.every((value, i) => value === b.soft[i]) &&
  a.bold.every((value, i) => value === b.bold[i]);

/** @returns a style as a `.brushlite` file, with its rows for the model, or else its first ones; undefined if it has none */
export async function styleAsFile(
  { name, learned, thumbnail }: OwnStyle,
  model: ModelEntry | undefined,
): Promise<SavedFile | undefined> {
  const rows = (model && rowsFor({ own: learned }, model)) ?? learned[0];
  if (!rows) return undefined;
  const { network, fingerprint, steps, soft, bold } = rows;
  const bytes = await encodeRowsFile({
    ...{ name, network, fingerprint, steps, rows: { soft, bold } },
    ...(thumbnail && { thumbnail: new Uint8Array(await thumbnail.arrayBuffer()) }),
  });
  const safe = name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-');
  return { blob: new Blob([bytes]), name: `${safe}${ROWS_FILE_EXTENSION}` };
}

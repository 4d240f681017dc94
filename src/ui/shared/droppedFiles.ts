/** Of a folder with more in it no more is looked at, since that would take minutes. */
const MOST_ENTRIES = 10_000;

/** Files that browsers give no type, by what their names end with. */
const PICTURE = /\.(jpe?g|png|gif|webp|avif|heic|heif|jxl|bmp|tiff?)$/i;

/** What systems put into folders, and no visitor knows of. */
const HIDDEN = /^\.|^(thumbs\.db|desktop\.ini)$/i;

/** The files of a drop, a paste or a folder. */
export interface Dropped {
  /** Those that were given one by one, whatever they are, and the files of the wanted kind in folders. */
  readonly files: File[];
  /** What was left out of folders. */
  readonly leftOut: {
    /** Files of another kind. */
    readonly others: number;
    /** There were more than are taken. */
    readonly tooMany: boolean;
  };
}

/** What is taken of folders. */
interface Wanted {
  /** As of a file input: "image/*". */
  readonly accept: string;
  /** The most files. */
  readonly most?: number | undefined;
}

/** Collects the files of folders. */
function collector({ accept, most = Number.POSITIVE_INFINITY }: Wanted) {
  const files: File[] = [];
  let [others, tooMany] = [0, false];
  return {
    isFull: () => files.length >= most,
    take(file: File) {
      if (HIDDEN.test(file.name)) return;
      if (!isOfKind(file, accept)) others += 1;
      else if (files.length >= most) tooMany = true;
      else files.push(file);
    },
    stop: () => (tooMany = true),
    result: (): Dropped => ({ files, leftOut: { others, tooMany } }),
  };
}

function isOfKind(file: File, accept: string): boolean {
  const [kind = ''] = accept.split('/');
  return file.type ? file.type.startsWith(`${kind}/`) : kind === 'image' && PICTURE.test(file.name);
}

/**
 * The files that were dropped or pasted, and those in folders among them. Has to be called while the event is
 * handled: later the browser gives nothing.
 */
export function filesIn(transfer: DataTransfer | null, wanted: Wanted): Promise<Dropped> {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) {
    const leftOut = { others: 0, tooMany: false };
    return Promise.resolve({ files: [...(transfer?.files ?? [])], leftOut });
  }
  const single = items.map((item, at) => (entries[at]?.isDirectory ? null : item.getAsFile()));
  return readAll(entries, single, wanted);
}

async function readAll(
  entries: readonly (FileSystemEntry | null)[],
  single: readonly (File | null)[],
  wanted: Wanted,
): Promise<Dropped> {
  const given = single.filter((file) => file !== null);
  const found = collector(wanted);
  let seen = 0;

  async function read(entry: FileSystemEntry): Promise<void> {
    if (++seen > MOST_ENTRIES) return void found.stop();
    if (entry.isFile) {
      const file = await fileOf(entry as FileSystemFileEntry);
      if (file) found.take(file);
      return;
    }
    for (const one of await entriesOf(entry as FileSystemDirectoryEntry)) {
      if (found.isFull()) return void found.stop();
      await read(one);
    }
  }

  for (const entry of entries) if (entry?.isDirectory) await read(entry);
  const { files, leftOut } = found.result();
  return { files: [...given, ...files], leftOut };
}

/** @returns what a folder holds, in the order of the names; of one that can't be read nothing */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // Chromium gives at most 100 at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    all.push(...some);
    if (some.length === 0 || all.length > MOST_ENTRIES) break;
  }
  return all.sort((a, b) => byName(a.name, b.name));
}

const byName = new Intl.Collator(undefined, { numeric: true }).compare;

/** @returns undefined for a file that is gone meanwhile */
const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File | undefined>((resolve) => entry.file(resolve, () => resolve(undefined)));

/** @returns the files of a folder that was chosen in the browser's dialog, in the order of their names */
export function filesOfFolder(chosen: readonly File[], wanted: Wanted): Dropped {
  const found = collector(wanted);
  const path = (file: File) => file.webkitRelativePath || file.name;
  for (const file of [...chosen].sort((a, b) => byName(path(a), path(b)))) found.take(file);
  return found.result();
}

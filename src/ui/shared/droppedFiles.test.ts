import { describe, expect, it } from 'vitest';
import { filesIn, filesOfFolder } from './droppedFiles.ts';

const IMAGES = { accept: 'image/*', most: 4 };
const fileOf = (name: string, type = 'image/png') => new File(['x'], name, { type });

type Entry = FileSystemFileEntry | FileSystemDirectoryEntry;

const entry = (file: File) =>
  ({
    ...{ isFile: true, isDirectory: false, name: file.name },
    file: (give: (file: File) => void) => give(file),
  }) as unknown as FileSystemFileEntry;

/** A folder that gives its entries two at a time, as Chromium does with a hundred. */
function folder(name: string, entries: readonly Entry[]) {
  const createReader = () => {
    let at = 0;
    return {
      readEntries(give: (entries: readonly Entry[]) => void) {
        give(entries.slice(at, at + 2));
        at += 2;
      },
    };
  };
  return {
    isFile: false,
    isDirectory: true,
    name,
    createReader,
  } as unknown as FileSystemDirectoryEntry;
}

/** What the browser gives of files and folders that are dropped. */
function transferOf(dropped: readonly (File | FileSystemDirectoryEntry)[]) {
  const items = dropped.map((one) => ({
    kind: 'file',
    webkitGetAsEntry: () => (one instanceof File ? entry(one) : one),
    getAsFile: () => (one instanceof File ? one : null),
  }));
  return { items, files: dropped.filter((one) => one instanceof File) } as unknown as DataTransfer;
}

const namesIn = async (...dropped: readonly (File | FileSystemDirectoryEntry)[]) => {
  const { files, leftOut } = await filesIn(transferOf(dropped), IMAGES);
  return { names: files.map(({ name }) => name), ...leftOut };
};

describe('what is dropped', () => {
  it('is taken as it is where there is no folder, pictures or not', async () => {
    expect(await namesIn(fileOf('b.png'), fileOf('notes.txt', 'text/plain'))).toEqual({
      ...{ names: ['b.png', 'notes.txt'], others: 0, tooMany: false },
    });
    expect(await filesIn(null, IMAGES)).toMatchObject({ files: [] });
  });

  it('is read in folders, and in folders of these, by name; only pictures, and nothing hidden', async () => {
    const inner = folder('inner', [fileOf('10.png'), fileOf('9.png')].map(entry));
    const outer = folder('outer', [
      ...['z.png', '.DS_Store', 'Thumbs.db'].map((name) => entry(fileOf(name))),
      entry(fileOf('notes.txt', 'text/plain')),
      inner,
    ]);
    expect(await namesIn(outer, fileOf('single.png'))).toEqual({
      ...{ names: ['single.png', '9.png', '10.png', 'z.png'], others: 1, tooMany: false },
    });
  });

  it('is a picture by its name where the browser gives no type', async () => {
    const files = [fileOf('a.HEIC', ''), fileOf('b.doc', ''), fileOf('c.mp4', 'video/mp4')];
    expect(await namesIn(folder('f', files.map(entry)))).toEqual({
      ...{ names: ['a.HEIC'], others: 2, tooMany: false },
    });
  });

  it('is at most so many of a folder', async () => {
    const files = ['1.png', '2.png', '3.png', '4.png', '5.png'].map((name) => entry(fileOf(name)));
    expect(await namesIn(folder('f', files))).toEqual({
      ...{ names: ['1.png', '2.png', '3.png', '4.png'], others: 0, tooMany: true },
    });
    expect(await namesIn(folder('f', files.slice(0, 4)))).toMatchObject({ tooMany: false });
  });
});

it('a folder of the file dialog is the same', () => {
  const files = [fileOf('b.png'), fileOf('notes.txt', 'text/plain'), fileOf('a.png')];
  const { files: found, leftOut } = filesOfFolder(files, IMAGES);
  expect(found.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
  expect(leftOut).toEqual({ others: 1, tooMany: false });
});

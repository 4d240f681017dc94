import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LearningState, Manifest, OwnRows } from '../../engine/index.ts';
import type { Collection } from './database.ts';
import { nameOfStyles, partsOf, type Styles, stylesOf, withoutStyle } from './mix.ts';

/** What was learned of a painting for one network. */
export interface Learned extends OwnRows {
  /** With it, learning can go on. A style that came as a file has none. */
  readonly state?: LearningState | undefined;
}

/** A style that the visitor made of a painting, or brought as a file. */
export interface OwnStyle {
  /** Unlike any of the server's styles: it begins with `own-`. */
  readonly id: string;
  /** What the visitor calls it. */
  readonly name: string;
  /** When, in milliseconds since 1970: they are shown in this order. */
  readonly made: number;
  /** A small picture file of it. */
  readonly thumbnail?: Blob | undefined;
  /** The part of the painting that is the style, as a file: to learn it for another network. A file of rows lacks it. */
  readonly painting?: Blob | undefined;
  /** One entry for each network that it was learned for. */
  readonly learned: readonly Learned[];
}

export interface OwnStyles {
  readonly store: StoreApi<readonly OwnStyle[]>;
  /** Bring back those of earlier visits. Does so once, whoever asks. */
  restore(): Promise<void>;
  /**
   * Add a style, or put another one of the same id in its place: at once, and for the next visit.
   *
   * @returns whether the browser keeps it; false where there is no room
   */
  put(style: OwnStyle): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** @returns the server's list of styles with the visitor's own behind them */
  join(manifest: Manifest): Manifest;
}

/** @param collection keeps them in this browser. Without it they last as long as the page. */
export function createOwnStyles(collection?: Collection<OwnStyle>): OwnStyles {
  const store = createStore<readonly OwnStyle[]>(() => []);
  const { getState: get } = store;
  const set = (styles: readonly OwnStyle[]) => store.setState(styles, true);
  /** Addresses of the thumbnails, by the picture. */
  const urls = new WeakMap<Blob, string>();
  let restoring: Promise<void> | undefined;

  async function restoreOnce() {
    const kept = (await collection?.all().catch(() => undefined)) ?? [];
    const isNew = ({ id }: OwnStyle) => get().every((other) => other.id !== id);
    const before = kept.filter(isNew).sort((a, b) => a.made - b.made);
    set([...before, ...get()]);
  }

  async function put(style: OwnStyle) {
    const known = get().some(({ id }) => id === style.id);
    set(known ? get().map((old) => (old.id === style.id ? style : old)) : [...get(), style]);
    return (await collection?.put(style.id, style)) ?? false;
  }

  async function remove(id: string) {
    set(get().filter((style) => style.id !== id));
    await collection?.remove(id);
  }

  function addressOf(picture: Blob | undefined): string {
    if (!picture) return '';
    const url = urls.get(picture) ?? URL.createObjectURL(picture);
    urls.set(picture, url);
    return url;
  }

  function join(manifest: Manifest): Manifest {
    if (get().length === 0) return manifest;
    const own = get().map(({ id, name, thumbnail, learned }) => ({
      ...{ id, title: name, artist: '', year: '' },
      ...{ thumbnail: addressOf(thumbnail), own: learned },
    }));
    return { ...manifest, styles: [...manifest.styles, ...own] };
  }

  return { store, restore: () => (restoring ??= restoreOnce()), put, remove, join };
}

/** Whether an id is that of an own style. */
export const isOwnStyle = (id: string): boolean => id.startsWith('own-');

/** Whether settings name a style that only this visitor has. */
export const hasOwnStyle = (settings: Styles): boolean =>
  partsOf(settings).some(({ style }) => isOwnStyle(style));

/** @returns settings for somebody else, who lacks the visitor's own styles: without these, or without any style */
export function withoutOwn<T extends Styles>(settings: T): Partial<T> {
  const parts = partsOf(settings);
  const own = parts.filter(({ style }) => isOwnStyle(style));
  if (own.length === 0) return settings;
  const { style: _style, mix: _mix, ...others } = settings;
  if (own.length === parts.length) return others as Partial<T>;
  const left = own.reduce((mix, { style }) => withoutStyle(mix, style), parts);
  return { ...others, ...stylesOf(left) } as Partial<T>;
}

/**
 * @param name a file's name, or what the visitor typed
 * @returns an id that no other style has, and that says what it is in the names of files
 */
export function idOfOwnStyle(name: string, random: () => number = Math.random): string {
  const words =
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const mark = Math.floor(36 ** 4 * random())
    .toString(36)
    .padStart(4, '0');
  return ['own', ...words.join('-').slice(0, 40).split('-').filter(Boolean), mark].join('-');
}

/** @returns the styles as a part of a file's name: `nameOfStyles`, without what only tells own styles from others */
export function stylesInFileName(styles: Styles): string {
  return nameOfStyles(styles, (id) =>
    isOwnStyle(id) ? id.split('-').slice(1, -1).join('-') || 'own-style' : id,
  );
}

/** @returns the name, with a number behind it where another style has it already */
export function freeName(name: string, taken: readonly string[]): string {
  let [free, number] = [name, 1];
  while (taken.includes(free)) free = `${name} ${++number}`;
  return free;
}

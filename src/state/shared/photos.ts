import { createStore, type StoreApi } from 'zustand/vanilla';
import { fetchFile } from '../../loading/index.ts';
import { isSameCrop, nameOfCrop, type Crop, type Pictures } from '../../picture/index.ts';
import { asCrop } from './crop.ts';
import { given } from './choices.ts';
import { elsewhereOf } from './elsewhere.ts';
import type { KeptPhoto, PhotoKeeper } from './keptPhoto.ts';
import { SAMPLES, type Sample } from './samples.ts';
import { faultOf, PageProblem, type AppFault } from './problems.ts';
import type { ClosedPhoto, Notice, Photo } from './types.ts';

export interface PhotosState {
  readonly photo?: Photo | undefined;
  /** One that is being fetched and decoded. */
  readonly opening?: Pick<Photo, 'name' | 'sample'> | undefined;
  readonly notice?: Notice | undefined;
  /** The photo of the last visit may still come. */
  readonly restoring?: boolean | undefined;
  /** The visitor has just removed the photo. */
  readonly removed?: boolean | undefined;
}

export interface PhotosActions {
  /**
   * Open what was dropped, pasted or chosen: exactly one picture file.
   *
   * @param crop the part of it that is wanted; without it the whole
   */
  open(files: readonly File[], crop?: Crop): Promise<void>;
  /** Show another part of the open photo, decoded again from its file; undefined: the whole. */
  crop(crop: Crop | undefined): Promise<void>;
  /** Open a picture of this site. `chosen`: by the visitor, so that it takes the place of what was kept before. */
  openSample(sample: Sample, chosen?: boolean): Promise<void>;
  /** Open the photo of the last visit, if nothing else was opened meanwhile. Does so once, whoever asks. */
  restore(): Promise<void>;
  /** Close the photo, and keep nothing of it, nor of those of closed tabs. */
  remove(): void;
  /** Open a photo again that was open before: it is the same one for the pages. */
  reopen(photo: ClosedPhoto): Promise<void>;
  /**
   * @param copy another file of the same bytes: their parts are the same
   * @returns the id that the photo of this part of a file has, or will have once it is opened
   */
  partOf(file: Blob, crop?: Crop, copy?: Blob): number;
  /** Tell the visitor that something did not work. `files`: those that were refused, which another page may take. */
  notify(fault: AppFault, files?: readonly File[]): void;
  dismissNotice(): void;
  /** Wait no longer for the photo that is on its way. The one that is open stays. */
  cancelOpening(): void;
}

export type PhotosStore = StoreApi<PhotosState>;

export interface Photos {
  readonly store: PhotosStore;
  readonly actions: PhotosActions;
}

/** Whether it is the visitor's, and not one of this site's. */
export const isOwn = (photo: Pick<Photo, 'sample'> | undefined) =>
  photo !== undefined && !photo.sample;

interface PhotosOptions {
  readonly pictures: Pictures;
  /** The name, for visitors, of a sample picture by its id, or of a picture without one: from the clipboard. */
  readonly nameOf?: (sample?: string) => string;
  /** Keeps the open photo for the next visit. Without it nothing is kept. */
  readonly keeper?: PhotoKeeper | undefined;
}

/** @returns whether the file is the reason, so that it can't be opened at the next visit either */
const isOfTheFile = (fault: AppFault): boolean =>
  fault.code === 'picture/unreadable' || (fault.code.startsWith('picture/') && 'name' in fault);

/** @returns the same file, whatever becomes of it on the disk; itself where it is gone by now */
async function copyOf(file: File): Promise<File> {
  const { name, type, lastModified } = file;
  const bytes = await file.arrayBuffer().catch(() => undefined);
  return bytes ? new File([bytes], name, { type, lastModified }) : file;
}

/** The one photo that all pages work on, and what went wrong on the way to it. */
export function createPhotos({
  pictures,
  nameOf = (sample = '') => sample,
  keeper,
}: PhotosOptions): Photos {
  const store = createStore<PhotosState>(() => ({}));
  const { getState: get, setState: set } = store;
  let lastId = 0;
  let opening = 0;

  /** The opening that brings another part of the open photo. */
  let cropping = 0;
  /** Ids of the parts of a file: what was painted of a part is known by them when it is opened again. */
  const partsOf = new WeakMap<Blob, Map<string, number>>();

  function partOf(file: Blob, wanted: Crop | undefined, copy = file): number {
    const parts = partsOf.get(file) ?? new Map<string, number>();
    for (const one of [file, copy]) partsOf.set(one, parts);
    const name = nameOfCrop(asCrop(wanted));
    const id = parts.get(name) ?? ++lastId;
    parts.set(name, id);
    return id;
  }

  const notify = (fault: AppFault, files: readonly File[] = []) => {
    const elsewhere = elsewhereOf(fault, files);
    set({ notice: { id: ++lastId, fault, ...given({ elsewhere }) } });
  };

  interface Opening {
    readonly name: string;
    readonly bring: () => Promise<Blob>;
    /** What the visitor brought. */
    readonly file?: File | undefined;
    readonly sample?: string | undefined;
    readonly crop?: Crop | undefined;
    /** `opened` of the photo, where it was open before. */
    readonly before?: number | undefined;
    /** Do something with the file once it is open. */
    readonly onOpen?: (file: Blob) => void;
    /** Do something else than to tell the visitor where it can't be opened. */
    readonly onFault?: (fault: AppFault) => void;
  }

  /** Open what `bring` brings. When two are opened at a time, the later one counts. */
  async function openBlob({
    name,
    bring,
    file: brought,
    sample,
    crop,
    before,
    onOpen,
    onFault,
  }: Opening) {
    const id = ++lastId;
    opening = id;
    const isPart = before !== undefined && before === get().photo?.opened;
    if (isPart) cropping = id;
    set({ opening: { name, sample }, notice: undefined, removed: false });
    try {
      const found = await bring();
      const { bitmap, cutOut, width, height, whole } = await pictures.decode(found, name, crop);
      // Now that it is known to be no larger than a photo may be.
      const file = brought ? await copyOf(brought) : found;
      if (opening !== id) {
        bitmap.close();
        return;
      }
      const replaced = get().photo;
      const part = partOf(brought ?? found, crop, file);
      const photo = {
        opened: before ?? id,
        name,
        sample,
        crop,
        width,
        height,
        whole,
        bitmap,
        cutOut,
        file,
        brought,
      };
      set({ photo: { id: part, ...photo }, opening: undefined });
      // After the pages have heard of it and dropped their jobs on the old one.
      replaced?.bitmap.close();
      onOpen?.(file);
    } catch (error) {
      if (opening === id) {
        set({ opening: undefined });
        const fault = faultOf(error);
        if (onFault) onFault(fault);
        else notify(fault, brought && [brought]);
      }
    }
  }

  async function open(files: readonly File[], wanted?: Crop) {
    const [file] = files;
    if (!file) {
      notify({ code: 'photo/none' });
      return;
    }
    if (files.length > 1) {
      notify({ code: 'photo/many', count: files.length }, files);
      return;
    }
    const name = file.name || nameOf();
    const crop = asCrop(wanted);
    const onOpen = (bytes: Blob) => keep({ name, file: bytes, ...given({ crop }) });
    await openBlob({ name, bring: async () => file, file, crop, onOpen });
  }

  async function crop(wanted: Crop | undefined) {
    const { photo, opening: coming } = get();
    const onItsWay = coming !== undefined && cropping === opening;
    // Another photo is about to take its place.
    if (!photo || (coming && !onItsWay)) return;
    if (isSameCrop(photo.crop, wanted)) {
      // The other part that is on its way is no longer wanted.
      if (onItsWay) {
        opening = ++lastId;
        set({ opening: undefined });
      }
      return;
    }
    await reopen({ ...photo, crop: asCrop(wanted) });
  }

  async function reopen({ opened, name, sample, file, crop }: ClosedPhoto) {
    const kept = { name, file, ...given({ sample, crop }) };
    const onOpen = () => keep(kept);
    await openBlob({ name, sample, bring: async () => file, crop, before: opened, onOpen });
  }

  const keep = (photo: KeptPhoto) => void keeper?.keep(photo);

  function openSample(sample: Sample, chosen = true) {
    const { id } = sample;
    const name = nameOf(id);
    const onOpen = (file: Blob) => chosen && keep({ name, sample: id, file });
    return openBlob({ name, sample: id, bring: bringer(sample), onOpen });
  }

  function bringer({ url }: Sample) {
    return async () => {
      const blob = await fetchFile(url).catch(() => undefined);
      if (blob) return blob;
      throw new PageProblem({ code: 'photo/sample-not-downloaded' });
    };
  }

  let restoring: Promise<void> | undefined;
  const restore = () => (restoring ??= restoreOnce());

  async function restoreOnce() {
    set({ restoring: true });
    await openKept();
    set({ restoring: false });
  }

  async function openKept() {
    const before = opening;
    const kept = await keeper?.recall().catch(() => undefined);
    if (!kept || opening !== before) return;
    const { name, file, crop } = kept;
    const sample = SAMPLES.find(({ id }) => id === kept.sample);
    const onFault = (fault: AppFault) => {
      if (isOfTheFile(fault)) void keeper?.forget();
      else notify(fault);
    };
    const bring = file ? async () => file : sample && bringer(sample);
    if (bring) await openBlob({ name, sample: sample?.id, bring, crop, onFault });
  }

  function remove() {
    const { photo } = get();
    opening = ++lastId;
    set({ photo: undefined, opening: undefined, notice: undefined, removed: true });
    photo?.bitmap.close();
    void keeper?.forgetAll();
  }

  function cancelOpening() {
    opening = ++lastId;
    set({ opening: undefined });
  }

  const dismissNotice = () => set({ notice: undefined });
  return {
    store,
    actions: {
      ...{ open, crop, openSample, restore, remove, reopen, partOf },
      ...{ notify, dismissNotice, cancelOpening },
    },
  };
}

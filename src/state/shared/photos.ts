import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Pictures } from '../../picture/index.ts';
import type { Sample } from './samples.ts';
import { faultOf, PageProblem, type AppFault } from './problems.ts';
import type { Notice, Photo } from './types.ts';

export interface PhotosState {
  readonly photo?: Photo | undefined;
  /** One that is being fetched and decoded. */
  readonly opening?: Pick<Photo, 'name' | 'sample'> | undefined;
  readonly notice?: Notice | undefined;
}

export interface PhotosActions {
  /** Open what was dropped, pasted or chosen: exactly one picture file. */
  open(files: readonly File[]): Promise<void>;
  /** Open a picture of this site. */
  openSample(sample: Sample): Promise<void>;
  /** Tell the visitor that something did not work. */
  notify(fault: AppFault): void;
  dismissNotice(): void;
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
}

/** The one photo that all pages work on, and what went wrong on the way to it. */
export function createPhotos({
  pictures,
  nameOf = (sample = '') => sample,
}: PhotosOptions): Photos {
  const store = createStore<PhotosState>(() => ({}));
  const { getState: get, setState: set } = store;
  let lastId = 0;
  let opening = 0;

  const notify = (fault: AppFault) => set({ notice: { id: ++lastId, fault } });

  /** Open what `bring` brings. When two are opened at a time, the later one counts. */
  async function openBlob(name: string, bring: () => Promise<Blob>, sample?: string) {
    const id = ++lastId;
    opening = id;
    set({ opening: { name, sample }, notice: undefined });
    try {
      const { bitmap, width, height } = await pictures.decode(await bring(), name);
      if (opening !== id) {
        bitmap.close();
        return;
      }
      const before = get().photo;
      set({ photo: { id, name, sample, width, height, bitmap }, opening: undefined });
      // After the pages have heard of it and dropped their jobs on the old one.
      before?.bitmap.close();
    } catch (error) {
      if (opening === id) {
        set({ opening: undefined });
        notify(faultOf(error));
      }
    }
  }

  async function open(files: readonly File[]) {
    const [file] = files;
    if (!file) {
      notify({ code: 'photo/none' });
      return;
    }
    if (files.length > 1) {
      notify({ code: 'photo/many', count: files.length });
      return;
    }
    await openBlob(file.name || nameOf(), async () => file);
  }

  function openSample({ id, url }: Sample) {
    const bring = async () => {
      const response = await fetch(url).catch(() => undefined);
      const blob = response?.ok ? await response.blob().catch(() => undefined) : undefined;
      if (blob) return blob;
      throw new PageProblem({ code: 'photo/sample-not-downloaded' });
    };
    return openBlob(nameOf(id), bring, id);
  }

  const dismissNotice = () => set({ notice: undefined });
  return { store, actions: { open, openSample, notify, dismissNotice } };
}

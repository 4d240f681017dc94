import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Pictures } from '../../picture/index.ts';
import {
  createTask,
  type Front,
  loadCode,
  type Photos,
  type Progress,
  type SavedFile,
} from '../shared/index.ts';
import { finishPhoto } from './finishPhoto.ts';
import { createOpening } from './queueOpening.ts';
import { createRemoving, type RemovingActions } from './queueRemoving.ts';
import type { QueueStorage, Restored } from './queueKeeping.ts';
import { createSettings, type SettingsActions } from './queueSettings.ts';
import {
  asOfQueue,
  countsOf,
  isOfEarlier,
  EMPTY_QUEUE,
  lookOf,
  QUEUE_LIMIT,
  type PhotoState,
  type QueuedPhoto,
  type QueueResult,
  type QueueState,
  withLook,
} from './queueState.ts';
import type { Saving } from './saving.ts';
import { createSavingAll, type PickFile } from './savingAll.ts';
import type { StylizeActions, StylizeStore } from './stylizePage.ts';
import { createThumbnails } from './thumbnails.ts';

/** What was in dropped or chosen folders, and is not among their files. */
export interface LeftOut {
  /** Files that are no pictures. */
  readonly others: number;
  /** Pictures beyond the most that are taken. */
  readonly tooMany: boolean;
}

export interface QueueActions extends RemovingActions, SettingsActions {
  /** Take what was dropped, pasted or chosen: one file is opened on the page, several go to the queue. */
  open(files: readonly File[], leftOut?: LeftOut): Promise<void>;
  /** Put files at the end of the queue. Where no photo is open, the first that can be read is opened. */
  add(files: readonly File[], leftOut?: LeftOut): Promise<void>;
  /** Paint all that wait, one after the other. Goes on after a pause. */
  start(): void;
  /** Finish the photo in work, and no other. */
  pause(): void;
  /** Stop at once. The photo in work waits again, and finished paintings stay. */
  cancel(): void;
  /** Paint one that failed once more: at once where nothing else is to be painted, else in its turn. */
  retry(id: number): void;
  /** Paint all that failed once more. */
  retryAll(): void;
  /** Open one on the page, with its own settings. What is then chosen there becomes its settings. */
  openPhoto(id: number): Promise<void>;
  /**
   * Write all paintings into one zip archive.
   *
   * @returns the archive for a download; undefined where it was written to the disk already, or could not be written
   */
  saveAll(): Promise<SavedFile | undefined>;
  /**
   * Bring back the queue of the last visit, before what was added by now, and keep it from now on; where another tab has
   * it, once that one is gone. Never rejects.
   *
   * @param after what the page is to have before its photos come: they are read meanwhile
   */
  restore(after?: Promise<unknown>): Promise<void>;
  /** Another page that is shown needs the machine, or no longer does. */
  giveWay(on: boolean): void;
}

export type QueueStore = StoreApi<QueueState>;

export interface Queue {
  readonly store: QueueStore;
  readonly actions: QueueActions;
}

interface QueueDependencies {
  readonly pictures: Pictures;
  readonly photos: Photos;
  readonly stylize: {
    readonly store: StylizeStore;
    readonly actions: Pick<
      StylizeActions,
      'connect' | 'choose' | 'startFrom' | 'letGo' | 'remember'
    >;
  };
  /** The format of the files, and the file of the picture on the page. */
  readonly saving: Pick<Saving, 'store' | 'fileNow'>;
  /** Asks where to write a file, where the browser can do that. */
  readonly pickFile?: PickFile | undefined;
  /** Where the queue is kept for the next visit. Without it, it lasts as long as the page. */
  readonly storage?: ((code: typeof import('./queueKeeping.ts')) => QueueStorage) | undefined;
  /** Whether it is this tab that is looked at. Without it the queue of another tab is left alone. */
  readonly front?: Front | undefined;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** Of so many photos the time is known, to tell what is left. */
const TIMES = 8;

/**
 * Many photos, painted one after the other, each with settings of its own. One that fails stops nothing. What the
 * visitor paints on the page goes first: the photo in work then starts again.
 */
export function createQueue({
  pictures,
  photos,
  stylize,
  saving,
  pickFile,
  storage,
  front,
  now = () => performance.now(),
}: QueueDependencies): Queue {
  const store = createStore<QueueState>(() => EMPTY_QUEUE);
  const { getState: get, setState: set } = store;
  const { notify, dismissNotice } = photos.actions;
  let lastId = 0;
  /** The one in work, by its id. */
  let current: number | undefined;
  /** The only ones that are to be painted, where not all are: failed ones that are tried again. */
  let only: Set<number> | undefined;
  /** Another page needs the machine. */
  let needed = false;

  const task = createTask<Omit<QueueResult, 'look' | 'saved'>, Progress>((state) => {
    if (state.status === 'running') show({ status: 'painting', progress: state.progress });
    // At once: what was in work may need a moment to stop.
    if (state.status === 'cancelled') show({ status: 'waiting' });
  });

  function patch(id: number | undefined, changes: Partial<QueuedPhoto>) {
    set({ photos: get().photos.map((one) => (one.id === id ? { ...one, ...changes } : one)) });
  }

  /** Of the photo in work. */
  const show = (state: PhotoState) => patch(current, { state });

  const thumbnails = createThumbnails({ store, pictures, patch });
  const opening = createOpening({ store, photos, stylize });
  const saveAll = createSavingAll({ store, notify, pickFile });

  /** @returns the photo to paint now, if there is one */
  function next(): QueuedPhoto | undefined {
    const { photos, status, givesWay } = get();
    return status === 'running' && !givesWay ? photos.find(isDue) : undefined;
  }

  const isDue = ({ id, state }: QueuedPhoto) =>
    state.status === 'waiting' && (only === undefined || only.has(id));

  /** Paint while there is something to paint. */
  async function work() {
    if (current !== undefined) return;
    for (let photo = next(); photo; photo = next()) {
      const { connection, precision } = stylize.store.getState();
      if (connection.status !== 'connected') return; // it goes on with the connection
      const tools = {
        ...{ ...connection, pictures, precision },
        saving: saving.store.getState().settings,
      };
      current = photo.id;
      await paint(photo, async (signal, tell) => {
        const file =
          (await fileOnPage(photo)) ??
          (await timed(
            finishPhoto(tools, photo, signal, tell, (painting) => {
              const of = photos.actions.partOf(photo.file, photo.crop);
              stylize.actions.remember({ ...painting, photo: of }, tools.manifest);
            }),
          ));
        return { ...file, thumbnail: await thumbnails.ofResult(file) };
      });
      current = undefined;
    }
    rest();
  }

  /** @returns the file of a photo that is painted on the page already, as it is to look; undefined where it is not */
  async function fileOnPage(photo: QueuedPhoto): Promise<SavedFile | undefined> {
    const { settings, mask, stage } = stylize.store.getState();
    if (photo.id !== get().open || stage.status !== 'done') return undefined;
    const isSame = withLook(photo, { settings, mask, crop: stage.photo.crop }) === photo;
    // What goes wrong there may work here.
    return isSame ? saving.fileNow().catch(() => undefined) : undefined;
  }

  /** The open photo looks otherwise on the page than its painting here. Once that is finished, it is the painting. */
  async function takeFromPage() {
    const { open, status } = get();
    const photo = get().photos.find(({ id }) => id === open);
    const isThere = saving.store.getState().size?.about === false;
    if (!isThere || status !== 'idle' || !photo || !isOfEarlier(photo) || !isDue(photo)) return;
    const file = await fileOnPage(photo);
    if (!file) return;
    const result = { ...file, thumbnail: await thumbnails.ofResult(file), saved: false };
    // The visitor may have gone on meanwhile.
    if (!get().photos.includes(photo) || get().status !== 'idle') return;
    patch(photo.id, { state: { status: 'done' }, result: { ...result, look: lookOf(photo) } });
  }

  // By now the file is there; of a picture that is larger than the page shows it would take long to make.
  saving.store.subscribe(({ size }, before) => {
    if (size !== before.size) void takeFromPage();
  });

  async function timed<T>(work: Promise<T>): Promise<T> {
    const begin = now();
    const result = await work;
    set({ times: [...get().times, now() - begin].slice(-TIMES) });
    return result;
  }

  async function paint(photo: QueuedPhoto, work: Parameters<typeof task.start>[1]) {
    const end = await task.start({ phase: 'prepare' }, work);
    if (end?.status === 'failed') show({ status: 'failed', fault: asOfQueue(end.fault, photo) });
    if (end?.status !== 'done') return;
    const result = { ...end.result, look: lookOf(photo), saved: false };
    patch(current, { state: { status: 'done' }, result });
  }

  /** What was started is done once nothing waits. */
  function rest() {
    const { status, photos } = get();
    if (status === 'idle' || photos.some(isDue)) return;
    only = undefined;
    set({ status: 'idle' });
  }

  stylize.store.subscribe((state, before) => {
    if (state.connection !== before.connection) void work();
    if (state.stage !== before.stage) follow();
  });

  /** Stop for what goes first, and go on after it. */
  function follow() {
    const givesWay = needed || stylize.store.getState().stage.status === 'running';
    if (givesWay === get().givesWay) return;
    set({ givesWay });
    if (givesWay) task.cancel();
    else void work();
  }

  store.subscribe((state, before) => {
    if (state.photos === before.photos) return;
    if (current === undefined) {
      // What waited may be gone, or painted as it is to look now.
      rest();
      return;
    }
    // The photo in work is to look otherwise, or is gone: it starts again.
    const [now, then] = [state, before].map(({ photos }) =>
      photos.find(({ id }) => id === current),
    );
    const isSame =
      now?.settings === then?.settings && now?.mask === then?.mask && now?.crop === then?.crop;
    if (!isSame) task.cancel();
  });

  async function add(files: readonly File[], leftOut?: LeftOut) {
    dismissNotice(); // of what was brought before
    const { settings } = stylize.store.getState();
    const { photos, status } = get();
    const room = Math.max(0, QUEUE_LIMIT - photos.length);
    const added = files.slice(0, room).map((file): QueuedPhoto => ({
      ...{ id: ++lastId, name: file.name, file, settings, follows: status === 'idle' },
      state: { status: 'waiting' },
    }));
    set({ photos: [...photos, ...added] });
    const opened = opening.openFirst(added);
    thumbnails.make();
    void work();
    // Opening closes the earlier notice.
    await opened;
    tellLeftOut({ others: 0, ...leftOut, tooMany: leftOut?.tooMany || files.length > room });
  }

  async function restore(after?: Promise<unknown>) {
    const code =
      storage && (await loadCode(() => import('./queueKeeping.ts')).catch(() => undefined));
    if (!code || !storage) return;
    const kept = storage(code);
    const keeping = code.createQueueKeeping({ store, storage: kept, notify });
    /** @returns the one that was on the page */
    const begin = ({ photos: recalled, open }: Restored) => {
      const { photos } = get();
      // All of them, even where new ones came first and both are more than a queue takes: what is kept is not lost.
      const restored = recalled.map((one): QueuedPhoto => ({ ...one, id: ++lastId }));
      keeping.follow(restored);
      set({ photos: [...restored, ...photos], isTemporary: false });
      thumbnails.make();
      return open === undefined ? undefined : restored[open];
    };
    if (await kept.claim()) {
      const restored = await keeping.recall().catch(() => undefined);
      await after;
      if (restored) opening.adopt(begin(restored));
      // What is kept can't be read now. It stays as it is for the next visit: this queue would take its place.
      else set({ isTemporary: true });
      return;
    }
    set({ isTemporary: true });
    if (!front) return;
    const needs = { store, storage: kept, front, recall: keeping.recall };
    // This page has a photo of its own open. Where the browser refuses the lock, or can't read what is kept, all stays as it is.
    void code.takeOver(needs).then(begin, () => {});
  }

  function tellLeftOut({ others, tooMany }: LeftOut) {
    if (others > 0 || tooMany) {
      notify({ code: 'queue/left-out', others, tooMany, limit: QUEUE_LIMIT });
    }
  }

  async function open(files: readonly File[], leftOut?: LeftOut) {
    if (files.length > 1) return add(files, leftOut);
    await photos.actions.open(files);
  }

  function start() {
    only = undefined;
    // From now on each has its settings: what is chosen while they are painted is for the open photo.
    set({ status: 'running', photos: get().photos.map((one) => ({ ...one, follows: false })) });
    void stylize.actions.connect();
    void work();
  }

  function pause() {
    if (get().status === 'running') set({ status: 'paused' });
  }

  function cancel() {
    only = undefined;
    set({ status: 'idle' });
    task.cancel();
    // The page may have finished its painting meanwhile.
    void takeFromPage();
  }

  function retry(id: number) {
    const others = countsOf(get()).waiting > 0;
    patch(id, { state: { status: 'waiting' } });
    thumbnails.make();
    only?.add(id);
    if (get().status === 'idle') {
      only = others ? new Set([id]) : undefined;
      set({ status: 'running' });
    }
    void stylize.actions.connect();
    void work();
  }

  function retryAll() {
    const again = (one: QueuedPhoto): QueuedPhoto =>
      one.state.status === 'failed' ? { ...one, state: { status: 'waiting' } } : one;
    set({ photos: get().photos.map(again) });
    thumbnails.make();
    start();
  }

  const removing = createRemoving({
    ...{ store, cancel },
    onBack() {
      thumbnails.make();
      void work();
    },
  });

  const actions: QueueActions = {
    ...{ open, add, start, pause, cancel, retry, retryAll, saveAll },
    ...removing,
    ...createSettings({ store, stylize }),
    openPhoto: opening.openPhoto,
    restore,
    giveWay(on) {
      needed = on;
      follow();
    },
  };
  return { store, actions };
}

/** A queue on a Stylize page with a fake engine, for its tests. */
import type { Pictures } from '../../../picture/index.ts';
import { fakePictures, idle, photoFile, until, type FakeEngine } from '../../testing/index.ts';
import type { Front, PhotoKeeper } from '../../shared/index.ts';
import { createQueue } from '../queue.ts';
import type { QueueStorage } from '../queueKeeping.ts';
import type { PhotoState } from '../queueState.ts';
import type { PickFile } from '../savingAll.ts';
import type { Wait } from '../wait.ts';
import { connectedPage } from './page.ts';

interface Options {
  readonly engine?: FakeEngine;
  readonly pictures?: Partial<Pictures>;
  readonly pickFile?: PickFile;
  readonly now?: () => number;
  readonly storage?: QueueStorage;
  readonly front?: Front;
  readonly photoKeeper?: PhotoKeeper;
  /** The queue has the file of the photo that is painted on the page. Else it paints all by itself. */
  readonly hasFileOfPage?: boolean;
  /** Before the file of the page is made. Without it, that is never. */
  readonly wait?: Wait;
}

export async function queuePage({ engine, pictures: own, pickFile, now, ...more }: Options = {}) {
  const fakes = fakePictures();
  const pictures: Pictures = { ...fakes.pictures, ...own };
  const { storage, front, photoKeeper, hasFileOfPage = false, wait } = more;
  const page = await connectedPage({
    pictures,
    ...(engine && { engine }),
    ...(photoKeeper && { photoKeeper }),
    ...(wait && { wait }),
  });
  const { photos, store, actions } = page;
  const saving = { ...page.saving, ...(!hasFileOfPage && { fileNow: async () => undefined }) };
  const queue = createQueue({
    ...{ pictures, photos, pickFile, saving, stylize: { store, actions } },
    ...(now && { now }),
    ...{ storage: storage && (() => storage), front },
  });
  const list = () => queue.store.getState().photos;
  const one = (name: string) => list().find((photo) => photo.name === name);
  const stateOf = (name: string) => one(name)?.state.status;
  return {
    ...{ page, pictures, photos, queue, list, one, stateOf },
    engine: page.engine,
    actions: queue.actions,
    status: () => queue.store.getState().status,
    states: () => list().map(({ state }) => state.status),
    /** Bitmaps that were decoded and are not closed. */
    openBitmaps: () =>
      fakes.bitmaps.filter(({ close }) => !('mock' in close && isCalled(close.mock))).length,
    reached: (name: string, status: PhotoState['status']) => until(() => stateOf(name) === status),
    /**
     * Put photos with these names into the queue. The first one that is not bad is then open, and painted on the page.
     */
    async fill(...names: string[]) {
      await queue.actions.open(names.map(photoFile));
      const job = await page.begun();
      job.finish();
      await page.reached('done');
      await idle();
    },
  };
}

const isCalled = (mock: unknown) => (mock as { calls: unknown[] }).calls.length > 0;

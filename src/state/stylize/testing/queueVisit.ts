import { vi } from 'vitest';
import type { Collection, Front, KeptPhoto } from '../../shared/index.ts';
import { FakeEngine, fakePhotoKeeper } from '../../testing/index.ts';
import type { QueueStorage } from '../queueKeeping.ts';
import { queuePage } from './queue.ts';

/** A browser's database, as far as a queue goes. What comes back is a copy, as a browser gives it. */
export function fakeStorage({ room = Infinity } = {}) {
  let looks: Parameters<QueueStorage['looks']['keep']>[0] | undefined;
  const collection = <T extends { readonly key: string }>() => {
    const kept = new Map<string, T>();
    const made: Collection<T> = {
      all: async () => [...kept.values()].map((value) => ({ ...value })),
      put: async (key, value) => Boolean(kept.set(key, value)),
      remove: async (key) => void kept.delete(key),
      removeAll: async () => {},
    };
    return { kept, made: { ...made, put: vi.fn(made.put) } };
  };
  const files = collection<{ key: string; file: Blob }>();
  const results = collection<{ key: string; blob: Blob; name: string }>();
  const storage: QueueStorage = {
    looks: {
      keep: async (value) => void (looks = structuredClone(value)),
      recall: async () => structuredClone(looks),
      forget: async () => void (looks = undefined),
    },
    files: files.made,
    results: results.made,
    room: async () => room,
    claim: async () => true,
    claimNext: () => new Promise(() => {}),
  };
  return { storage, files, results, looks: () => looks };
}

/** A page that is opened with what is kept: its photo, and then its queue. */
export async function visit(
  fake: Pick<ReturnType<typeof fakeStorage>, 'storage'>,
  photo?: KeptPhoto,
  front?: Front,
) {
  const engine = new FakeEngine();
  engine.atOnce = true;
  const photoKeeper = fakePhotoKeeper(photo);
  const page = await queuePage({
    engine,
    storage: fake.storage,
    photoKeeper,
    ...(front && { front }),
  });
  await page.photos.actions.restore();
  await page.actions.restore();
  return page;
}

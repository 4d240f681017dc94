import type { Pictures } from '../../picture/index.ts';
import { createTask, loadCode, type AppFault, type SavedFile } from '../shared/index.ts';
import type { SnapshotPainting } from './paintSnapshot.ts';
import type { Screen } from './screen.ts';
import type { LiveStore } from './types.ts';

interface Needs {
  readonly store: LiveStore;
  readonly screen: Screen;
  readonly pictures: Pictures;
  readonly notify: (fault: AppFault) => void;
  /** Of the file, without its ending. */
  readonly name: () => string;
}

/** Paints snapshots, and keeps the field `snapshot` of the state true. */
export function createSnapshots({ store, screen, pictures, notify, name }: Needs) {
  const task = createTask<SavedFile, { done: number }>((snapshot) => store.setState({ snapshot }));

  async function take(
    wanted: Omit<SnapshotPainting, 'camera' | 'pictures'> | undefined,
  ): Promise<SavedFile | undefined> {
    const file = `${name()}.png`;
    const end = await task.start({ done: 0 }, async (signal, tell) => {
      // Kept first: the live picture goes on, and this must not be lost where painting fails.
      const [shown, frame] = await Promise.all([
        screen.toPng(),
        wanted ? screen.frame().catch(() => undefined) : undefined,
      ]);
      if (frame && wanted) {
        try {
          const { paintSnapshot } = await loadCode(() => import('./paintSnapshot.ts'));
          const all = { ...wanted, camera: frame, pictures };
          const blob = await paintSnapshot(all, signal, (done) => tell({ done }));
          return { blob, name: file };
        } catch {
          signal.throwIfAborted();
        } finally {
          frame.close();
        }
      }
      if (!shown) throw new Error('no picture');
      return { blob: shown, name: file };
    });
    if (end?.status === 'failed') notify({ code: 'snapshot/failed' });
    return end?.status === 'done' ? end.result : undefined;
  }

  return { take, cancel: task.cancel };
}

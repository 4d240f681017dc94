import type { StoreApi } from 'zustand/vanilla';
import { loadCode } from '../../loading/index.ts';
import type { LargePictures } from '../../picture/index.ts';
import type { createLooking, Sight } from './looking.ts';
import type { StylizeState } from './stylizePage.ts';

/** @returns what is told what the visitor looks at. The code for close-ups is downloaded when it is first wanted. */
export function createLookAt(
  store: StoreApi<StylizeState>,
  pictures: Pick<LargePictures, 'look'>,
): (sight: Sight | undefined) => void {
  let sight: Sight | undefined;
  let looking: Promise<ReturnType<typeof createLooking> | undefined> | undefined;

  async function load() {
    try {
      const code = await loadCode(() => import('./looking.ts'));
      return code.createLooking(store, pictures);
    } catch {
      looking = undefined; // what the page has of the picture is shown, and the next look tries again
      return undefined;
    }
  }

  return (next) => {
    sight = next;
    if (next) looking ??= load();
    void looking?.then((look) => look?.(sight));
  };
}

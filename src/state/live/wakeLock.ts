import type { LiveState, LiveStore } from './types.ts';

/** The part of `navigator` that is used; absent in older browsers and at addresses that are not secure. */
export type WakeLocks = Pick<WakeLock, 'request'> | undefined;

/**
 * Keep the screen on while something is painted that the visitor looks at: nobody touches the screen meanwhile. Browsers
 * let go of it in a hidden tab, and refuse it where the battery is low.
 *
 * @returns what to call when the tab is shown again
 */
export function keepAwake(store: LiveStore, locks: WakeLocks): () => void {
  let lock: Promise<WakeLockSentinel | undefined> | undefined;

  function follow() {
    if (!locks) return;
    const wanted = isPainting(store.getState());
    if (wanted && !lock) lock = locks.request('screen').catch(() => undefined);
    if (!wanted && lock) {
      void lock.then((held) => held?.release()).catch(() => {});
      lock = undefined;
    }
  }

  store.subscribe(follow);
  async function shown() {
    const asked = lock;
    const held = await asked;
    // Another one may have been asked for meanwhile.
    if (lock !== asked || (held && !held.released)) return;
    lock = undefined;
    follow();
  }

  return () => void shown();
}

const isPainting = ({ stage, film, exporting }: LiveState) =>
  exporting.status === 'running' || (stage.status === 'running' && !film?.paused);

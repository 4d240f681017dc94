import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { idle } from '../testing/index.ts';
import type { LiveState } from './types.ts';
import { keepAwake, type WakeLocks } from './wakeLock.ts';

/** A screen, and the locks that keep it on. */
function screen() {
  const held = new Set<object>();
  const request = async () => {
    const lock = {
      released: false,
      release: async () => {
        lock.released = true;
        held.delete(lock);
      },
    };
    held.add(lock);
    return lock as unknown as WakeLockSentinel;
  };
  /** As browsers do with a tab that is hidden. */
  const hide = () => {
    for (const lock of held) Object.assign(lock, { released: true });
    held.clear();
  };
  return { held, hide, locks: { request } as WakeLocks };
}

const STOPPED = { stage: { status: 'stopped' }, exporting: { status: 'idle' } } as LiveState;
const running: Partial<LiveState> = {
  stage: { status: 'running', aspect: 1, source: { kind: 'film', name: 'a' } },
};

it('keeps the screen on while something is painted, and again after the tab was hidden', async () => {
  const { held, hide, locks } = screen();
  const store = createStore<LiveState>(() => STOPPED);
  const shown = keepAwake(store, locks);
  store.setState(running);
  store.setState({ mirror: true });
  await idle();
  expect(held.size).toBe(1);
  hide();
  shown();
  await idle();
  expect(held.size).toBe(1);
  const film = { duration: 1, position: 0, paused: true, muted: true };
  store.setState({ film });
  await idle();
  expect(held.size).toBe(0);
  store.setState({
    exporting: {
      status: 'running',
      progress: { name: 'a', styles: { style: 'wave', mix: [] }, done: 0 },
    },
  });
  await idle();
  expect(held.size).toBe(1);
  store.setState({ ...STOPPED, film: undefined });
  await idle();
  expect(held.size).toBe(0);
  shown();
  await idle();
  expect(held.size).toBe(0);
});

it('does without where the browser has none or refuses', async () => {
  const store = createStore<LiveState>(() => STOPPED);
  keepAwake(store, undefined)();
  const refusing = { request: () => Promise.reject(new Error('battery')) };
  const shown = keepAwake(store, refusing);
  store.setState(running);
  await idle();
  shown();
  store.setState(STOPPED);
  await idle();
});

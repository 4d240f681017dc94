import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createCameraWatch } from './cameraWatch.ts';
import type { LiveState } from './types.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function create() {
  const tab = { hidden: false };
  const store = createStore<LiveState>(() => ({}) as LiveState);
  const watch = createCameraWatch(store, () => tab.hidden);
  return { tab, watch, code: () => store.getState().cameraFault?.code };
}

/** Seconds in which frames come. */
function frames(watch: ReturnType<typeof create>['watch'], seconds: number) {
  for (let i = 0; i < 10 * seconds; i++) {
    watch.frame();
    vi.advanceTimersByTime(100);
  }
}

it('tells after a while that the visitor has not answered, until there is an answer', () => {
  const { watch, code } = create();
  watch.ask();
  vi.advanceTimersByTime(5000);
  expect(code()).toBeUndefined();
  vi.advanceTimersByTime(60_000);
  expect(code()).toBe('camera/no-answer');
  watch.watch({ muted: false, enabled: true });
  expect(code()).toBeUndefined();
  watch.ask();
  watch.end(); // cancelled
  vi.advanceTimersByTime(60_000);
  expect(code()).toBeUndefined();
});

it('tells that no frame comes, at the start and later, until one comes', () => {
  const { watch, code } = create();
  watch.watch({ muted: false, enabled: true });
  vi.advanceTimersByTime(10_000);
  expect(code()).toBe('camera/no-frames');
  frames(watch, 1);
  expect(code()).toBeUndefined();
  vi.advanceTimersByTime(10_000);
  expect(code()).toBe('camera/no-frames');
  watch.end();
  expect(code()).toBeUndefined();
});

it('expects no frames in a hidden tab, and not at once when it is shown', () => {
  const { tab, watch, code } = create();
  watch.watch({ muted: false, enabled: true });
  tab.hidden = true;
  vi.advanceTimersByTime(60_000);
  tab.hidden = false;
  vi.advanceTimersByTime(5000);
  expect(code()).toBeUndefined();
});

it.each(['muted', 'disabled'])('tells that a camera is %s, though it sends black frames', (how) => {
  const { watch, code } = create();
  const track = { muted: false, enabled: true };
  watch.watch(track);
  frames(watch, 1);
  if (how === 'muted') track.muted = true;
  else track.enabled = false;
  frames(watch, 1);
  expect(code()).toBeUndefined(); // as a camera does that is just starting
  frames(watch, 3);
  expect(code()).toBe('camera/muted');
  Object.assign(track, { muted: false, enabled: true });
  frames(watch, 1);
  expect(code()).toBeUndefined();
});

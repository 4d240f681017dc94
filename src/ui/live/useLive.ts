import { useStore } from 'zustand';
import type { LiveActions, LiveState } from '../../state/live/index.ts';
import { useApp } from '../context.ts';

/** A part of the Live page's state. `select` must return something that is equal when nothing changed. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(useApp().live.store, select);
}

/** What can be done on the Live page. */
export function useLiveActions(): LiveActions {
  return useApp().live.actions;
}

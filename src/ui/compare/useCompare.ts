import { useStore } from 'zustand';
import type { CompareActions, CompareState } from '../../state/compare/index.ts';
import { useApp } from '../context.ts';

/** A part of the Compare page's state. `select` must return something that is equal when nothing changed. */
export function useCompare<T>(select: (state: CompareState) => T): T {
  return useStore(useApp().compare.store, select);
}

/** What can be done on the Compare page. */
export function useCompareActions(): CompareActions {
  return useApp().compare.actions;
}

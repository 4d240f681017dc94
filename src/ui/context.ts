import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StylizeActions, StylizeState, StylizeStore } from '../state/index.ts';

export interface Stylize {
  readonly store: StylizeStore;
  readonly actions: StylizeActions;
}

export interface AppContext {
  readonly stylize: Stylize;
  /** Address of the models' folder, for the pictures in it. */
  readonly models: string;
}

export const Context = createContext<AppContext | undefined>(undefined);

export function useApp(): AppContext {
  const app = useContext(Context);
  if (!app) throw new Error('useApp outside of App');
  return app;
}

/** A part of the Stylize page's state. `select` must return something that is equal when nothing changed. */
export function useStylize<T>(select: (state: StylizeState) => T): T {
  return useStore(useApp().stylize.store, select);
}

export function useActions(): StylizeActions {
  return useApp().stylize.actions;
}

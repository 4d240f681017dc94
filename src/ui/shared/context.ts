import { createContext, useContext } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { CompareActions, CompareState, CompareStore } from '../../state/compare/index.ts';
import type {
  Elsewhere,
  Language,
  LanguageChoice,
  Photos,
  PhotosActions,
  PhotosState,
  Queue,
  QueueActions,
  QueueState,
  Router,
  Saving,
  SavingActions,
  SavingState,
  Shortcuts,
  OwnStyles,
  Studio,
  StudioActions,
  StudioState,
  StylePreviews,
  StylizeActions,
  StylizeState,
  StylizeStore,
  Updates,
} from '../../state/index.ts';
import type { Live, LiveActions, LiveState } from '../../state/live/index.ts';

export interface Stylize {
  readonly store: StylizeStore;
  readonly actions: StylizeActions;
}

export interface Compare {
  readonly store: CompareStore;
  readonly actions: CompareActions;
}

export interface AppContext {
  readonly photos: Photos;
  readonly stylize: Stylize;
  readonly previews: { readonly store: StoreApi<StylePreviews> };
  readonly saving: Saving;
  readonly queue: Queue;
  readonly ownStyles: OwnStyles;
  readonly studio: Studio;
  readonly live: Live;
  readonly compare: Compare;
  readonly router: Router;
  readonly language: LanguageChoice;
  readonly updates: Updates;
  readonly shortcuts: Shortcuts;
  /** Show a page, and open files there. */
  readonly openOn: (elsewhere: Elsewhere) => void;
  /** Address of the models' folder, for the pictures in it. */
  readonly models: string;
}

export const Context = createContext<AppContext | undefined>(undefined);

export function useApp(): AppContext {
  const app = useContext(Context);
  if (!app) throw new Error('useApp outside of App');
  return app;
}

/** Renders the component again when the page's language changes: for those that React would skip, as with `memo`. */
export function useLanguage(): Language {
  return useStore(useApp().language.store, (state) => state.language);
}

/** A part of the Stylize page's state. `select` must return an equal value (Object.is) as long as nothing changed. */
export function useStylize<T>(select: (state: StylizeState) => T): T {
  return useStore(useApp().stylize.store, select);
}

/** What each style makes of the open photo, as far as that is painted. */
export function usePreviews(): StylePreviews {
  return useStore(useApp().previews.store);
}

/** A part of what all pages share: the photo, and what went wrong on the way to it. */
export function usePhotos<T>(select: (state: PhotosState) => T): T {
  return useStore(useApp().photos.store, select);
}

/** What can be done with the photo. */
export function usePhotosActions(): PhotosActions {
  return useApp().photos.actions;
}

/** What can be done on the Stylize page. */
export function useStylizeActions(): StylizeActions {
  return useApp().stylize.actions;
}

/** A part of how paintings are saved. `select` must return an equal value (Object.is) as long as nothing changed. */
export function useSaving<T>(select: (state: SavingState) => T): T {
  return useStore(useApp().saving.store, select);
}

/** What can be done with a finished painting. */
export function useSavingActions(): SavingActions {
  return useApp().saving.actions;
}

/** A part of the queue's state. `select` must return an equal value (Object.is) as long as nothing changed. */
export function useQueue<T>(select: (state: QueueState) => T): T {
  return useStore(useApp().queue.store, select);
}

/** What can be done with the queue. */
export function useQueueActions(): QueueActions {
  return useApp().queue.actions;
}

/** A part of the state of the panel for own styles. `select` must return an equal value as long as nothing changed. */
export function useStudio<T>(select: (state: StudioState) => T): T {
  return useStore(useApp().studio.store, select);
}

/** What can be done in the panel for own styles. */
export function useStudioActions(): StudioActions {
  return useApp().studio.actions;
}

/** A part of the Live page's state. `select` must return an equal value (Object.is) as long as nothing changed. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(useApp().live.store, select);
}

/** What can be done on the Live page. */
export function useLiveActions(): LiveActions {
  return useApp().live.actions;
}

/** A part of the Compare page's state. `select` must return an equal value (Object.is) as long as nothing changed. */
export function useCompare<T>(select: (state: CompareState) => T): T {
  return useStore(useApp().compare.store, select);
}

/** What can be done on the Compare page. */
export function useCompareActions(): CompareActions {
  return useApp().compare.actions;
}

import type { StoreApi } from 'zustand/vanilla';
import type { Settings } from '../shared/index.ts';
import { sameSettings, withLook, type QueuedPhoto, type QueueState } from './queueState.ts';
import type { StylizeActions, StylizeStore } from './stylizePage.ts';

export interface SettingsActions {
  /** Give all photos the settings that are chosen on the page now. Those that are painted otherwise wait again. */
  applyToAll(): void;
  /** Give the photos back the settings of their own that the last `applyToAll` took. */
  putBackSettings(): void;
  /** The visitor no longer wants these back. */
  letGoSettings(): void;
}

interface Needs {
  readonly store: StoreApi<QueueState>;
  readonly stylize: {
    readonly store: StylizeStore;
    readonly actions: Pick<StylizeActions, 'choose'>;
  };
}

/** Makes the settings of all photos the same, and keeps what they had in the field `overwritten` of the state. */
export function createSettings({ store, stylize }: Needs): SettingsActions {
  const { getState: get, setState: set } = store;
  /** What all were given. */
  let given: Settings | undefined;

  return {
    applyToAll() {
      const { settings } = stylize.store.getState();
      const before = get().photos;
      const photos = before.map((one) => withLook(one, { settings }));
      // One that looks the same has kept its settings.
      const changed = before.filter((one, at) => one !== photos[at]);
      const overwritten = changed.map(({ id, settings }) => ({ id, settings }));
      given = settings;
      set({ photos, overwritten });
    },
    putBackSettings() {
      const own = new Map(get().overwritten?.map(({ id, settings }) => [id, settings]));
      const { photos, open } = get();
      // What was chosen for one since then stays.
      const settingsOf = ({ id, settings }: QueuedPhoto) =>
        given && sameSettings(settings, given) ? own.get(id) : undefined;
      const shown = photos.find(({ id }) => id === open);
      const ofShown = shown && settingsOf(shown);
      set({
        overwritten: undefined,
        photos: photos.map((one) => {
          const settings = one === shown ? undefined : settingsOf(one);
          return settings ? withLook(one, { settings }) : one;
        }),
      });
      // The one on the page gets them there, in a step.
      if (ofShown) stylize.actions.choose(ofShown);
    },
    letGoSettings: () => set({ overwritten: undefined }),
  };
}

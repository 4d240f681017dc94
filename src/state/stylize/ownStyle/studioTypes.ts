import type { StoreApi } from 'zustand/vanilla';
import type { Learner, Manifest } from '../../../engine/index.ts';
import type { Crop, Pictures } from '../../../picture/index.ts';
import type { OwnStyles, Photos, SavedFile } from '../../shared/index.ts';
import type { StylizeActions, StylizeStore } from '../stylizePage.ts';
import type { Length, StudioState } from './studioState.ts';

export interface StudioActions {
  /** Show the panel: what is being learned, or an own style by its id, or what to begin with. */
  open(style?: string): void;
  close(): void;
  /**
   * Take what was dropped, pasted or chosen: a painting, a file of an own style, or the settings of a painting as a file.
   * The panel opens for the first two.
   */
  take(files: readonly File[]): Promise<void>;
  chooseCrop(crop: Crop): void;
  chooseLength(length: Length): void;
  /** Ask for a painting, in place of what the panel shows; `again`: that of an own style, to learn it once more. */
  startOver(again?: string): void;
  /** Learn the chosen part of the painting, as a new style. */
  learn(): Promise<void>;
  /** Learn an own style on, for the network that is chosen. */
  learnMore(style: string): Promise<void>;
  /** Learn no further. What was learned stays. */
  stop(): void;
  rename(style: string, name: string): void;
  /** Remove an own style. It can be put back until another one is removed, or the page is closed. */
  remove(style: string): void;
  /** Bring back the own style that was removed last. */
  putBack(): void;
  /** The visitor no longer wants it back. */
  letGo(): void;
  /** @returns the rows of an own style as a file: those for the chosen network, or the first ones */
  save(style: string): Promise<SavedFile | undefined>;
}

export interface Studio {
  readonly store: StoreApi<StudioState>;
  readonly actions: StudioActions;
}

export interface StudioDependencies {
  readonly pictures: Pick<Pictures, 'decode' | 'fit' | 'encode' | 'thumbnail'>;
  readonly photos: Photos;
  readonly ownStyles: OwnStyles;
  readonly stylize: {
    readonly store: StylizeStore;
    readonly actions: Pick<StylizeActions, 'choose' | 'rest'>;
  };
  readonly createLearner: (manifest: Manifest) => Learner;
  /** Whether there is no network, as far as the browser knows. */
  readonly isOffline?: () => boolean;
  /** Replaced in tests. */
  readonly fetchSample?: (url: string) => Promise<Blob>;
}

import type { StoreApi } from 'zustand/vanilla';
import {
  beginStroke,
  type Brush,
  type Cell,
  cellShares,
  fillCell,
  fullMask,
  type Grid,
  gridOf,
  invert,
  isFull,
  type Mask,
  type Point,
} from '../../picture/index.ts';
import type { StylizeState } from './stylizePage.ts';

/** How the visitor draws where the style applies. What was drawn is `mask` of the page's state. */
export interface Masking {
  /** The mode in which the pointer draws on the picture. */
  readonly on: boolean;
  readonly brush: Brush;
  /** The mask with the stroke that is being drawn. It becomes the page's mask when the stroke ends. */
  readonly drawing?: Mask | undefined;
}

/** The mask is full to begin with, so the first thing to do is to erase. */
export const FIRST_MASKING: Masking = {
  on: false,
  brush: { tool: 'erase', width: 0.12, softness: 0.5 },
};

export interface MaskActions {
  /** Begin to draw on the picture. Does nothing without a photo. */
  startMasking(): void;
  stopMasking(): void;
  chooseBrush(changes: Partial<Brush>): void;
  /** Begin a stroke, or go on with it. */
  draw(points: readonly Point[]): void;
  /** The stroke is done: one step that undo takes back. */
  endStroke(): void;
  /** Forget the stroke that is being drawn. */
  dropStroke(): void;
  /** All of a cell becomes painting, or photo where most of it is painting already. */
  switchCell(cell: Cell): void;
  /** Exchange photo and painting. */
  invertMask(): void;
  /** The painting covers the photo everywhere again. */
  clearMask(): void;
}

/** @returns the mask as it is now, with the stroke that is being drawn; undefined where there is none */
export const maskNow = ({ mask, masking }: Pick<StylizeState, 'mask' | 'masking'>) =>
  masking.drawing ?? mask;

/** @returns the grid of a picture, and how much of each cell is painting, 0..1, row by row */
export function maskCells(
  picture: { readonly width: number; readonly height: number },
  mask: Mask | undefined,
): Grid & { readonly shares: readonly number[] } {
  const whole = mask ?? fullMask(picture);
  const grid = gridOf(whole);
  return { ...grid, shares: cellShares(whole, grid) };
}

/**
 * What can be done with the mask of the open photo. The store's `mask` changes once for each step: a stroke, a cell,
 * inverting and clearing. Its values are never changed in place, and a mask that covers everything is none.
 */
export function createMasking({
  getState: get,
  setState: set,
}: StoreApi<StylizeState>): MaskActions {
  let stroke: ReturnType<typeof beginStroke> | undefined;

  const setMasking = (changes: Partial<Masking>) =>
    set({ masking: { ...get().masking, ...changes } });
  const photoOf = ({ stage }: StylizeState) => (stage.status === 'empty' ? undefined : stage.photo);

  /** The mask that a step begins with. */
  function present(): Mask | undefined {
    const { mask } = get();
    const photo = photoOf(get());
    return mask ?? (photo && fullMask(photo));
  }

  function step(change: (mask: Mask) => Mask) {
    const mask = present();
    if (!mask) return;
    const next = change(mask);
    set({ mask: isFull(next) ? undefined : next });
  }

  function dropStroke() {
    stroke = undefined;
    if (get().masking.drawing) setMasking({ drawing: undefined });
  }

  return {
    startMasking() {
      if (photoOf(get())) setMasking({ on: true });
    },
    stopMasking() {
      dropStroke();
      if (get().masking.on) setMasking({ on: false });
    },
    chooseBrush: (changes) => setMasking({ brush: { ...get().masking.brush, ...changes } }),
    draw(points) {
      const mask = present();
      if (!mask || !get().masking.on) return;
      stroke ??= beginStroke(mask, get().masking.brush);
      setMasking({ drawing: stroke(points) });
    },
    endStroke() {
      const { masking } = get();
      const { drawing } = masking;
      stroke = undefined;
      if (!drawing) return;
      set({
        mask: isFull(drawing) ? undefined : drawing,
        masking: { ...masking, drawing: undefined },
      });
    },
    dropStroke,
    switchCell(cell) {
      step((mask) => {
        const grid = gridOf(mask);
        const share = cellShares(mask, grid)[cell.row * grid.columns + cell.column] ?? 1;
        return fillCell(mask, grid, cell, share < 0.5);
      });
    },
    invertMask: () => step(invert),
    clearMask: () => set({ mask: undefined }),
  };
}

import type { StoreApi } from 'zustand/vanilla';
import {
  cropArea,
  cropTransform,
  isSameCrop,
  mirrorCrop,
  turnCrop,
  turnedSize,
  WHOLE,
  type Crop,
  type Pictures,
} from '../../picture/index.ts';
import { faultOf, type AppFault } from '../shared/index.ts';
import { aspectOf, type CropShape, inPixels, shapedCrop, turnedShape } from './cropShape.ts';
import type { StylizeState } from './stylizePage.ts';

/** The part that the visitor is choosing. It becomes the photo's when that is done. */
export interface Cropping {
  /** The whole photo, as in its file. */
  readonly bitmap: ImageBitmap;
  /** Its size in the file, in pixels. */
  readonly photo: { readonly width: number; readonly height: number };
  readonly draft: Crop;
  /** What its sides are held to. */
  readonly shape: CropShape;
}

/** @returns the size of the whole photo as it is turned, in pixels of the file */
export const turnedSizeOf = ({ photo, draft }: Cropping) => turnedSize(photo, draft);

/** @returns the size of the chosen part, in pixels of the file */
export function croppedSizeOf({ photo, draft }: Cropping) {
  const { width, height } = cropArea(photo, draft);
  return { width, height };
}

/** @returns width by height of the chosen part, in pixels; undefined where any will do */
export const cropAspectOf = (cropping: Cropping): number | undefined =>
  aspectOf(cropping.shape, turnedSizeOf(cropping));

/** Draw a whole photo on a canvas, turned and mirrored as a crop says, whatever its part. */
export function drawTurned(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap,
  turns: Crop['turns'],
  mirrored: boolean,
): void {
  const crop = { ...WHOLE, turns, mirrored };
  // Which clears it.
  Object.assign(canvas, turnedSize(bitmap, crop));
  const context = canvas.getContext('2d');
  context?.setTransform(...cropTransform(crop, bitmap));
  context?.drawImage(bitmap, 0, 0);
}

export interface CropActions {
  /** Begin to choose. Decodes the whole photo, where only a part of it is open. */
  startCropping(): Promise<void>;
  changeCrop(area: Partial<Pick<Crop, 'left' | 'top' | 'width' | 'height'>>): void;
  /** Hold the part to an aspect ratio from now on. */
  chooseCropShape(shape: CropShape): void;
  /** @param direction 1: clockwise, -1: anticlockwise */
  turnPhoto(direction: 1 | -1): void;
  /** Exchange left and right. */
  mirrorPhoto(): void;
  /** Choose the whole photo, as in its file. */
  resetCrop(): void;
  /** The part is chosen: one step that undo takes back. */
  applyCrop(): void;
  /** The photo stays as it was. */
  cancelCropping(): void;
}

interface Needs {
  readonly pictures: Pick<Pictures, 'decode'>;
  readonly notify: (fault: AppFault) => void;
  /** Make this the crop of the photo, in a step. */
  readonly cropTo: (crop: Crop) => void;
  /** The other mode in which the pointer draws on the picture ends. */
  readonly stopMasking: () => void;
}

/** What can be done to choose a part of the open photo. */
export function createCropping(
  { getState: get, setState: set }: StoreApi<StylizeState>,
  { pictures, notify, cropTo, stopMasking }: Needs,
): CropActions {
  let starting = 0;

  const change = (changes: (cropping: Cropping) => Partial<Cropping>) => {
    const { cropping } = get();
    if (cropping) set({ cropping: { ...cropping, ...changes(cropping) } });
  };

  async function startCropping() {
    const { stage, cropping } = get();
    if (stage.status === 'empty' || cropping) return;
    const { photo } = stage;
    const id = ++starting;
    try {
      const { bitmap } = await pictures.decode(photo.file, photo.name);
      const now = get().stage;
      if (id !== starting || now.status === 'empty' || now.photo !== photo) {
        bitmap.close();
        return;
      }
      stopMasking();
      set({ cropping: { bitmap, photo: photo.whole, draft: photo.crop ?? WHOLE, shape: 'free' } });
    } catch (error) {
      if (id === starting) notify(faultOf(error));
    }
  }

  function cancelCropping() {
    starting++;
    const { cropping } = get();
    if (!cropping) return;
    set({ cropping: undefined });
    cropping.bitmap.close();
  }

  return {
    startCropping,
    changeCrop: (area) =>
      change((cropping) => {
        const [draft, aspect] = [{ ...cropping.draft, ...area }, cropAspectOf(cropping)];
        const turned = turnedSizeOf(cropping);
        return { draft: aspect === undefined ? draft : inPixels(draft, turned, aspect) };
      }),
    chooseCropShape: (shape) =>
      change((cropping) => {
        const [{ draft }, turned] = [cropping, turnedSizeOf(cropping)];
        const aspect = aspectOf(shape, turned);
        return { shape, ...(aspect && { draft: shapedCrop(draft, turned, aspect) }) };
      }),
    turnPhoto: (direction) =>
      change(({ draft, shape }) => ({
        draft: turnCrop(draft, direction),
        shape: turnedShape(shape),
      })),
    mirrorPhoto: () => change(({ draft }) => ({ draft: mirrorCrop(draft) })),
    resetCrop: () => change(() => ({ draft: WHOLE, shape: 'free' })),
    applyCrop() {
      const { cropping, stage } = get();
      if (!cropping || stage.status === 'empty') return;
      cancelCropping();
      if (!isSameCrop(cropping.draft, stage.photo.crop)) cropTo(cropping.draft);
    },
    cancelCropping,
  };
}

import type { StoreApi } from 'zustand/vanilla';
import {
  cropArea,
  cropTransform,
  isSameCrop,
  mirrorCrop,
  MOST_TILT,
  movedWithin,
  shrunkWithin,
  turnCrop,
  turnedSize,
  WHOLE,
  type Crop,
  type Part,
  type Pictures,
} from '../../picture/index.ts';
import { faultOf, type AppFault } from '../shared/index.ts';
import { aspectOf, type CropShape, inPixels, shapedCrop, turnedShape } from './cropShape.ts';
import type { StylizeState } from './stylizePage.ts';

/** The part that the visitor is choosing. It becomes the photo's when that is done. */
export interface Cropping {
  /** The whole photo, as in its file. */
  readonly bitmap: ImageBitmap;
  /** Whether it has transparent parts. */
  readonly cutOut: boolean;
  /** Its size in the file, in pixels. */
  readonly photo: { readonly width: number; readonly height: number };
  readonly draft: Crop;
  /** The part before it was made smaller, as a tilted photo does not fill its corners. */
  readonly wanted: Crop;
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

/** @returns a part in the pixels of its shape, where it is held to one */
function inShape(crop: Crop, cropping: Cropping): Crop {
  const aspect = cropAspectOf(cropping);
  return aspect === undefined ? crop : inPixels(crop, turnedSizeOf(cropping), aspect);
}

/** @returns a part, smaller where the tilted photo does not fill it */
function filled(wanted: Crop, cropping: Cropping): Crop {
  const part = shrunkWithin(wanted, turnedSizeOf(cropping), wanted.tilt);
  return inShape({ ...wanted, ...part }, cropping);
}

/** Draw a whole photo on a canvas, turned, mirrored and tilted as a crop says, whatever its part. */
export function drawTurned(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap,
  { turns, mirrored, tilt }: Pick<Crop, 'turns' | 'mirrored' | 'tilt'>,
): void {
  // It may be closed before it was drawn, where the visitor has left the tool meanwhile. Drawing it is an error then.
  if (bitmap.width === 0) return;
  const crop = { ...WHOLE, turns, mirrored, tilt };
  // Which clears it.
  Object.assign(canvas, turnedSize(bitmap, crop));
  const context = canvas.getContext('2d');
  context?.setTransform(...cropTransform(crop, bitmap));
  context?.drawImage(bitmap, 0, 0);
}

export interface CropActions {
  /** Begin to choose. Decodes the whole photo, where only a part of it is open. */
  startCropping(): Promise<void>;
  changeCrop(area: Partial<Part>): void;
  /** Hold the part to an aspect ratio from now on. */
  chooseCropShape(shape: CropShape): void;
  /** @param direction 1: clockwise, -1: anticlockwise */
  turnPhoto(direction: 1 | -1): void;
  /** @param degrees clockwise, as far as `MOST_TILT`. The part becomes smaller where the photo does not fill it. */
  tiltPhoto(degrees: number): void;
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
  /** The part that was chosen last, and what its sides were held to. */
  let chosen: { opened: number; crop: Crop; shape: CropShape } | undefined;

  const change = (changes: (cropping: Cropping) => Partial<Cropping>) => {
    const { cropping } = get();
    if (cropping) set({ cropping: { ...cropping, ...changes(cropping) } });
  };

  async function startCropping() {
    const { stage, cropping } = get();
    if (stage.status === 'empty' || cropping) return;
    const { photo } = stage;
    const id = ++starting;
    set({ openingCrop: true });
    try {
      const { bitmap, cutOut } = await pictures.decode(photo.file, photo.name);
      const now = get().stage;
      if (id !== starting || now.status === 'empty' || now.photo !== photo) {
        bitmap.close();
        return;
      }
      stopMasking();
      const draft = photo.crop ?? WHOLE;
      const shape =
        chosen?.opened === photo.opened && isSameCrop(chosen.crop, photo.crop)
          ? chosen.shape
          : 'free';
      const whole = { bitmap, cutOut, photo: photo.whole };
      set({ cropping: { ...whole, draft, wanted: draft, shape } });
    } catch (error) {
      if (id === starting) notify(faultOf(error));
    } finally {
      if (id === starting) set({ openingCrop: false });
    }
  }

  function cancelCropping() {
    starting++;
    const { cropping, openingCrop } = get();
    if (openingCrop) set({ openingCrop: false });
    if (!cropping) return;
    set({ cropping: undefined });
    cropping.bitmap.close();
  }

  return {
    startCropping,
    changeCrop: (area) =>
      change((cropping) => {
        const { draft, shape } = cropping;
        const turned = turnedSizeOf(cropping);
        const to = { ...draft, ...area };
        const part = movedWithin(draft, to, turned, draft.tilt, shape !== 'free');
        const next = inShape({ ...draft, ...part }, cropping);
        return { draft: next, wanted: next };
      }),
    chooseCropShape: (shape) =>
      change((cropping) => {
        const [{ draft }, turned] = [cropping, turnedSizeOf(cropping)];
        const aspect = aspectOf(shape, turned);
        if (aspect === undefined) return { shape };
        const wanted = shapedCrop(draft, turned, aspect);
        return { shape, wanted, draft: filled(wanted, { ...cropping, shape }) };
      }),
    turnPhoto: (direction) =>
      change(({ draft, wanted, shape }) => ({
        draft: turnCrop(draft, direction),
        wanted: turnCrop(wanted, direction),
        shape: turnedShape(shape),
      })),
    tiltPhoto: (degrees) =>
      change((cropping) => {
        const tilt = Math.min(MOST_TILT, Math.max(-MOST_TILT, degrees)) || undefined;
        const wanted = { ...cropping.wanted, tilt };
        return { wanted, draft: filled(wanted, cropping) };
      }),
    mirrorPhoto: () =>
      change(({ draft, wanted }) => ({ draft: mirrorCrop(draft), wanted: mirrorCrop(wanted) })),
    resetCrop: () => change(() => ({ draft: WHOLE, wanted: WHOLE, shape: 'free' })),
    applyCrop() {
      const { cropping, stage } = get();
      if (!cropping || stage.status === 'empty') return;
      const { draft: crop, shape } = cropping;
      chosen = { opened: stage.photo.opened, crop, shape };
      cancelCropping();
      if (!isSameCrop(crop, stage.photo.crop)) cropTo(crop);
    },
    cancelCropping,
  };
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import { loadCode } from '../../loading/index.ts';
import type { FileOptions, Pictures, Size } from '../../picture/index.ts';
import {
  faultOf,
  fileName,
  hasOwnStyle,
  isNamed,
  lastResult,
  mixOf,
  PageProblem,
  stylesInFileName,
  type AppFault,
  type SavedFile,
  type Settings,
  withoutOwn,
} from '../shared/index.ts';
import { readyPixels } from './composing.ts';
import { createFileSize, type FileSize } from './fileSize.ts';
import { createFullSize } from './fullSize.ts';
import { growsTo, isFinal, isUnfinished, smallSize } from './refining.ts';
import {
  extensionOf,
  fileOptions,
  type Format,
  FORMATS,
  keepSaving,
  recallSaving,
  type SavingSettings,
} from './savingSettings.ts';
import {
  largeOf,
  type Finished,
  type StylizeActions,
  type StylizeState,
  type StylizeStore,
} from './stylizePage.ts';
import type { Wait } from './wait.ts';

export interface SavingState {
  readonly settings: SavingSettings;
  /** Those that this browser writes. */
  readonly formats: readonly Format[];
  /** Of the present picture's file; undefined where it is not known. */
  readonly size?: FileSize | undefined;
  /** Whether this device has a share sheet that takes a file of the chosen format. */
  readonly canShare: boolean;
  /** What is to be saved waits until the picture has its size and its fine strokes. */
  readonly waiting: boolean;
  /** A file is being made to be downloaded. */
  readonly making: boolean;
}

/** What goes wrong is told as a notice. A picture that is about to get more is saved after that. */
export interface SavingActions {
  choose(changes: Partial<SavingSettings>): void;
  /** The picture as a file of the chosen format; undefined where there is none, and while one is being made. */
  save(): Promise<SavedFile | undefined>;
  /** The same file, for something else than a download: also while one is being made. */
  file(): Promise<SavedFile | undefined>;
  /** The photo and the painting side by side, as such a file. */
  saveBeforeAndAfter(): Promise<SavedFile | undefined>;
  /** The numbers of the style or the mix of the painting, as a file; undefined where there is none. */
  saveStyle(): Promise<SavedFile | undefined>;
  /** Put the picture on the clipboard, as a PNG. @returns whether it is there */
  copyPicture(): Promise<boolean>;
  /** Put a link to the settings on the clipboard. @returns whether it is there; else the address shows it */
  copyLink(): Promise<boolean>;
  /** Hand the file to the device's share sheet. @returns whether the visitor sent it somewhere */
  share(): Promise<boolean>;
  /** Save nothing of what waits for the picture. */
  cancelWaiting(): void;
}

/** What a page may do on this device; what is missing is not there on insecure addresses, or in this browser. */
export interface Device {
  readonly clipboard?: Partial<Pick<Clipboard, 'write' | 'writeText'>> | undefined;
  readonly canShare?: Navigator['canShare'] | undefined;
  readonly share?: Navigator['share'] | undefined;
}

/** Links to the page with settings; they say nothing of the picture. */
export interface Link {
  /** @returns the whole address */
  to(settings: Partial<Settings>): string;
  /** Show it in the browser's address bar. */
  show(settings: Partial<Settings>): void;
}

interface SavingDependencies {
  readonly stylize: {
    readonly store: StylizeStore;
    readonly actions: Pick<StylizeActions, 'finished'>;
  };
  readonly pictures: Pick<Pictures, 'encode' | 'sideBySide' | 'large'>;
  readonly device: Device;
  readonly link: Link;
  readonly notify: (fault: AppFault) => void;
  /** Replaced in tests. */
  readonly wait?: Wait | undefined;
}

/** @returns whether closing the page would lose a download that was asked for, or something else that waits for the picture */
export const isBeingSaved = ({ waiting, making }: SavingState): boolean => waiting || making;

export interface Saving {
  readonly store: StoreApi<SavingState>;
  readonly actions: SavingActions;
  /** @returns the picture as a file, where it is finished by now. Rejects with PictureProblem. */
  fileNow(): Promise<SavedFile | undefined>;
}

/** What the Stylize page gives away: files, the clipboard, the share sheet. */
export function createSaving({
  stylize,
  pictures,
  device,
  link,
  notify,
  wait,
}: SavingDependencies): Saving {
  const settings = recallSaving();
  const store = createStore<SavingState>(() => ({
    settings,
    formats: FORMATS,
    canShare: canShare(device, settings),
    waiting: false,
    making: false,
  }));
  const { getState: get, setState: set } = store;
  const fileSize = createFileSize(pictures, (size) => set({ size }), wait);
  const fullSize = createFullSize({ stylize, notify, onChange: (waiting) => set({ waiting }) });
  let asked = false;

  function apply(settings: SavingSettings) {
    set({ settings, canShare: canShare(device, settings) });
    measure();
  }

  function choose(changes: Partial<SavingSettings>) {
    const settings = { ...get().settings, ...changes };
    keepSaving(settings);
    apply(settings);
  }

  /** Browsers do not say which formats they write. A picture of one pixel tells. */
  async function askForFormats() {
    if (asked) return;
    asked = true;
    const pixel = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
    for (const format of FORMATS) {
      const options = fileOptions({ format, quality: 1 });
      const fault = await pictures.encode(pixel, options).then(() => undefined, faultOf);
      if (fault?.code !== 'picture/type-not-written') continue;
      set({ formats: get().formats.filter((other) => other !== format) });
      if (get().settings.format === format) apply({ ...get().settings, format: 'png' });
    }
  }

  function measure() {
    const state = stylize.store.getState();
    const pixels = readyPixels(state);
    if (!pixels) {
      // What was told is the size of a picture that does not come now.
      if (smallSize(state)) fileSize.stop();
      return;
    }
    void askForFormats();
    const { width, height } = sizeOfFile(state) ?? pixels;
    const times = (width * height) / (pixels.width * pixels.height);
    fileSize.measure({ pixels, large: largeOf(state) }, fileOptions(get().settings), times);
  }

  stylize.store.subscribe((state, before) => {
    const isSame =
      readyPixels(state) === readyPixels(before) &&
      largeOf(state)?.id === largeOf(before)?.id &&
      sizeOfFile(state)?.width === sizeOfFile(before)?.width;
    if (!isSame) measure();
    if (lastResult(state.stage) || !lastResult(before.stage)) return;
    if (state.stage.status === 'empty') fileSize.forget();
    else fileSize.stop();
  });

  /** Does what may go wrong. @returns what it gives; undefined where it went wrong, which is told then */
  async function telling<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      notify(faultOf(error));
      return undefined;
    }
  }

  async function file(): Promise<SavedFile | undefined> {
    return asFile(await fullSize.finished());
  }

  async function save(): Promise<SavedFile | undefined> {
    if (get().making) return undefined;
    set({ making: true });
    try {
      return await telling(file);
    } finally {
      set({ making: false });
    }
  }

  async function fileNow(): Promise<SavedFile | undefined> {
    return isFinal(stylize.store.getState()) ? asFile(await stylize.actions.finished()) : undefined;
  }

  async function asFile(finished: Finished | undefined): Promise<SavedFile | undefined> {
    if (!finished) return undefined;
    const { photo, painting } = finished;
    const { settings } = get();
    return {
      blob: await fileSize.file(finished, fileOptions(settings)),
      name: fileName(photo.name, stylesInFileName(painting), extensionOf(settings.format)),
    };
  }

  async function beforeAndAfter(): Promise<SavedFile | undefined> {
    const finished = await fullSize.finished();
    if (!finished) return undefined;
    const { photo, painting } = finished;
    const { settings } = get();
    const blob = await withPhoto(finished, fileOptions(settings));
    const made = `${stylesInFileName(painting)}-before-and-after`;
    return { blob, name: fileName(photo.name, made, extensionOf(settings.format)) };
  }

  async function withPhoto(
    { photo, pixels, large }: Finished,
    options: FileOptions,
  ): Promise<Blob> {
    if (large) return pictures.large.encode(large.id, large.blend, { ...options, withPhoto: true });
    return pictures.encode(await pictures.sideBySide(photo.bitmap, pixels, photo.cutOut), options);
  }

  async function style(): Promise<SavedFile | undefined> {
    const { stage, connection } = stylize.store.getState();
    const painting = lastResult(stage);
    if (!painting || connection.status !== 'connected') return undefined;
    const { stylizer, manifest } = connection;
    const style = mixOf(painting, manifest, painting.model);
    const row = await stylizer.styleRow({ model: painting.model, style });
    const { styleFile } = await loadCode(() => import('./styleFile.ts'));
    return styleFile(painting, row, manifest);
  }

  async function png(): Promise<Blob> {
    const finished = await fullSize.finished();
    if (!finished) throw new DOMException('There is no picture to copy', 'AbortError');
    // All of its pixels, as in a download.
    return fileSize.file(finished, { type: 'image/png' });
  }

  async function copyPicture(): Promise<boolean> {
    const { clipboard } = device;
    if (!clipboard?.write || !('ClipboardItem' in globalThis)) {
      notify({ code: 'clipboard/missing' });
      return false;
    }
    const blob = png();
    let cause: unknown;
    void blob.catch((error: unknown) => (cause = error));
    try {
      // The promise, and not what it gives: Safari wants the clipboard to be asked for within the click.
      await clipboard.write([new ClipboardItem({ 'image/png': blob })]);
      return true;
    } catch {
      if (!isNamed(cause, 'AbortError')) {
        notify(cause === undefined ? { code: 'clipboard/denied' } : faultOf(cause));
      }
      return false;
    }
  }

  async function copyLink(): Promise<boolean> {
    const all = stylize.store.getState().settings;
    const settings = withoutOwn(all);
    try {
      if (!device.clipboard?.writeText) throw new DOMException('No clipboard', 'NotFoundError');
      await device.clipboard.writeText(link.to(settings));
      if (hasOwnStyle(all)) notify({ code: 'link/without-own-style' });
      return true;
    } catch {
      link.show(settings);
      notify({ code: 'clipboard/link-in-address' });
      return false;
    }
  }

  async function share(): Promise<boolean> {
    const waits = isUnfinished(stylize.store.getState());
    const saved = await file();
    if (!saved) return false;
    try {
      await device.share?.({ files: [toFile(saved)] });
      return true;
    } catch (error) {
      // The visitor closed the sheet.
      if (isNamed(error, 'AbortError')) return false;
      // Browsers open the sheet some seconds after a press, and not later.
      if (waits && isNamed(error, 'NotAllowedError')) {
        throw new PageProblem({ code: 'share/press-again' }, { cause: error });
      }
      throw new PageProblem({ code: 'share/failed' }, { cause: error });
    }
  }

  const actions = {
    choose,
    save,
    file: () => telling(file),
    saveBeforeAndAfter: () => telling(beforeAndAfter),
    saveStyle: () => telling(style),
    copyPicture,
    copyLink,
    share: async () => (await telling(share)) ?? false,
    cancelWaiting: fullSize.cancel,
  };
  return { store, actions, fileNow };
}

/** @returns the size of the file, where that is not what was painted first */
const sizeOfFile = (state: StylizeState): Size | undefined => growsTo(state) ?? largeOf(state);

const toFile = ({ blob, name }: SavedFile) => new File([blob], name, { type: blob.type });

function canShare(device: Device, settings: SavingSettings): boolean {
  if (!device.share || !device.canShare) return false;
  const { type } = fileOptions(settings);
  const blob = new Blob([], { type });
  const name = `picture.${extensionOf(settings.format)}`;
  return device.canShare({ files: [toFile({ blob, name })] });
}

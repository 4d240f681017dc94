import { EngineProblem, type Manifest, type Stylizer } from '../../engine/index.ts';
import { isPlain, type Mask, type Pictures } from '../../picture/index.ts';
import {
  autoSize,
  fileName,
  modelOf,
  nameOfStyles,
  paintPhoto,
  settle,
  type Precision,
  type Progress,
  type SavedFile,
  type Settings,
} from '../shared/index.ts';
import { extensionOf, fileOptions, type SavingSettings } from './savingSettings.ts';

/** What painting a file needs. */
export interface FinishTools {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly pictures: Pictures;
  readonly precision: Precision;
  /** The format of the file. */
  readonly saving: SavingSettings;
}

/** A file, and how it is to be painted. */
export interface PhotoToFinish {
  readonly name: string;
  readonly file: Blob;
  readonly settings: Settings;
  /** Where the style applies; everywhere without one. */
  readonly mask?: Mask | undefined;
}

/**
 * From a file to a file: decode the photo, paint it, compose painting and photo, and encode that. One decoded photo
 * is in memory meanwhile, and none afterwards. The steps are those of a single photo on the page.
 *
 * @returns the encoded picture, and the name to download it under. Rejects with EngineProblem, PictureProblem or
 * PageProblem, or with the signal's reason once it is aborted.
 */
export async function finishPhoto(
  { manifest, stylizer, pictures, precision, saving }: FinishTools,
  { name, file, settings: wanted, mask }: PhotoToFinish,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<SavedFile> {
  const settings = settle(wanted, manifest);
  const model = modelOf(settings.network, manifest, precision);
  if (!model) throw new EngineProblem({ code: 'engine/unknown-model', model: settings.network });
  const { style, mix, boldness, size, strength, keepColours } = settings;
  const longSide = size === 'auto' ? autoSize(await stylizer.capabilities()) : size;
  signal.throwIfAborted();
  const { bitmap, width, height } = await pictures.decode(file, name);
  try {
    signal.throwIfAborted();
    const { pixels } = await paintPhoto(
      { manifest, stylizer, pictures },
      { id: 0, name, width, height, bitmap },
      { style, mix, boldness, model: model.id, longSide },
      signal,
      onProgress,
    );
    const blend = { strength, keepColours, mask };
    const composed = isPlain(blend) ? pixels : await pictures.compose(pixels, bitmap, blend);
    signal.throwIfAborted();
    const blob = await pictures.encode(composed, fileOptions(saving), signal);
    return { blob, name: fileName(name, nameOfStyles(settings), extensionOf(saving.format)) };
  } finally {
    bitmap.close();
  }
}

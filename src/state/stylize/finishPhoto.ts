import { EngineProblem, type Manifest, type Stylizer } from '../../engine/index.ts';
import { isPlain, type Crop, type Mask, type Pictures } from '../../picture/index.ts';
import { enlargeInSteps, isSmaller, type EnlargingStep } from './enlarging.ts';
import {
  autoSize,
  fileName,
  modelOf,
  outputSize,
  noStrokes,
  paintFineStrokes,
  seenSide,
  paintPhoto,
  settle,
  stylesInFileName,
  type Painting,
  type Precision,
  type Progress,
  type SavedFile,
  type Settings,
} from '../shared/index.ts';
import { extensionOf, fileOptions, type SavingSettings } from './savingSettings.ts';

/** What painting a file needs. */
interface FinishTools {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly pictures: Pictures;
  readonly precision: Precision;
  /** The format of the file. */
  readonly saving: SavingSettings;
}

/** A file, and how it is to be painted. */
interface PhotoToFinish {
  readonly name: string;
  readonly file: Blob;
  readonly settings: Settings;
  /** Where the style applies; everywhere without one. */
  readonly mask?: Mask | undefined;
  /** The part of it that is painted; the whole without one. */
  readonly crop?: Crop | undefined;
}

/** The picture worker keeps the pixels of a photo by its number. */
let lastPhoto = 0;

/**
 * From a file to a file: decode the photo, paint it, compose painting and photo, and encode that. One decoded photo
 * is in memory meanwhile, and none afterwards. The steps are those of a single photo on the page.
 *
 * @param onPainted is told the painting as the network makes it, before it is composed and enlarged
 * @returns the encoded picture, and the name to download it under. Rejects with EngineProblem, PictureProblem or
 * PageProblem, or with the signal's reason once it is aborted.
 */
export async function finishPhoto(
  { manifest, stylizer, pictures, precision, saving }: FinishTools,
  { name, file, settings: wanted, mask, crop }: PhotoToFinish,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  onPainted: (painting: Omit<Painting, 'photo'>) => void = () => {},
): Promise<SavedFile> {
  const settings = settle(wanted, manifest);
  const model = modelOf(settings.network, manifest, precision);
  if (!model) throw new EngineProblem({ code: 'engine/unknown-model', model: settings.network });
  const { style, mix, boldness, size, strength, keepColours, output } = settings;
  const longSide = size === 'auto' ? autoSize(await stylizer.capabilities()) : size;
  signal.throwIfAborted();
  const { bitmap, cutOut, width, height } = await pictures.decode(file, name, crop);
  try {
    signal.throwIfAborted();
    const tools = { manifest, stylizer, pictures };
    const target = outputSize({ width, height }, output);
    const choice = {
      ...{ style, mix, boldness, model: model.id },
      longSide: seenSide({ width, height }, output, longSide),
    };
    const painting = await paintPhoto(tools, { bitmap, cutOut }, choice, signal, onProgress);
    onPainted({ ...choice, ...painting });
    const { pixels } = painting;
    const blend = { strength, keepColours, mask, cutOut };
    const asFile = (blob: Blob) => ({
      ...{ blob, name: fileName(name, stylesInFileName(settings), extensionOf(saving.format)) },
    });
    if (isSmaller(pixels, target)) {
      const photo = { id: ++lastPhoto, name, file, crop, cutOut, bitmap };
      const start = { owner: 'queue', photo, painting, target } as const;
      onProgress({ phase: 'prepare' }); // it is enlarged, and how far that is is not known
      const step = async ({ large, wantsStrokes }: EnlargingStep) => {
        const tell = async (done: number) => onProgress({ phase: 'paint', done });
        if (wantsStrokes) {
          await paintFineStrokes(tools, large.id, large, choice, noStrokes(), signal, tell);
        }
        return pictures.large.view(large.id);
      };
      const { id } = await enlargeInSteps(pictures.large, start, step, signal);
      return asFile(await pictures.large.encode(id, blend, fileOptions(saving), signal));
    }
    const composed = isPlain(blend) ? pixels : await pictures.compose(pixels, bitmap, blend);
    signal.throwIfAborted();
    const blob = await pictures.encode(composed, fileOptions(saving), signal);
    return asFile(blob);
  } finally {
    bitmap.close();
    void pictures.large.close('queue').catch(() => undefined);
  }
}

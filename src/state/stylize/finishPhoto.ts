import { EngineProblem, type Manifest, type Stylizer } from '../../engine/index.ts';
import { isPlain, type LargeId, type Mask, type Pictures } from '../../picture/index.ts';
import { comeByThemselves, stepsTo, viewOf } from './refining.ts';
import {
  addFineStrokes,
  autoSize,
  fileName,
  modelOf,
  nameOfStyles,
  outputSize,
  seenSide,
  paintPhoto,
  settle,
  type Painting,
  type PaintingChoice,
  type PaintingTools,
  type Photo,
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
  const { style, mix, boldness, size, strength, keepColours, output } = settings;
  const longSide = size === 'auto' ? autoSize(await stylizer.capabilities()) : size;
  signal.throwIfAborted();
  const { bitmap, width, height } = await pictures.decode(file, name);
  try {
    signal.throwIfAborted();
    const tools = { manifest, stylizer, pictures };
    const target = outputSize({ width, height }, output);
    const choice = {
      ...{ style, mix, boldness, model: model.id },
      longSide: seenSide({ width, height }, output, longSide),
    };
    const painting = await paintPhoto(tools, { bitmap }, choice, signal, onProgress);
    const { pixels } = painting;
    const blend = { strength, keepColours, mask };
    const asFile = (blob: Blob) => ({
      ...{ blob, name: fileName(name, nameOfStyles(settings), extensionOf(saving.format)) },
    });
    if (target.width > pixels.width || target.height > pixels.height) {
      const large = { photo: { name, file, bitmap }, painting, target, choice };
      const id = await enlarge(tools, large, signal);
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

interface Enlarging {
  readonly photo: Pick<Photo, 'name' | 'file' | 'bitmap'>;
  readonly painting: Pick<Painting, 'pixels' | 'executor'>;
  readonly target: { readonly width: number; readonly height: number };
  readonly choice: PaintingChoice;
}

let lastPhoto = 0;

/** The steps of refining.ts, without anything to see meanwhile. */
async function enlarge(
  tools: PaintingTools,
  { photo: { name, file, bitmap }, painting: first, target, choice }: Enlarging,
  signal: AbortSignal,
): Promise<LargeId> {
  const { large } = tools.pictures;
  const whole = { width: bitmap.width, height: bitmap.height };
  const photo = ++lastPhoto;
  let painting = first.pixels;
  let id = 0;
  for (const size of stepsTo(target, painting, whole)) {
    const view = viewOf(size, whole);
    id = await large.open({ owner: 'queue', photo, file, name, painting, size, view }, signal);
    if (size !== target || comeByThemselves(size, first.executor)) {
      await addFineStrokes(tools, id, size, choice, signal, async () => {});
    }
    if (size !== target) painting = await large.view(id);
  }
  return id;
}

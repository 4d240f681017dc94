import { loadCode } from '../loading/index.ts';
import type { Bytes, Header, Orientation, PictureType } from './formats/index.ts';
import { inspect } from './inspect.ts';
import { isOnItsSide, transformOf } from './orient.ts';
import type { DecodedPicture } from './pixels.ts';
import { PictureProblem } from './problems.ts';

/** The whole picture of a file. */
interface FilePicture {
  /** Upright. The receiver closes it. */
  readonly bitmap: ImageBitmap;
  /** Whether a file of its type can have transparent parts. */
  readonly mayBeCutOut: boolean;
}

/** The whole picture of a file, after a look at the file's bytes. Throws PictureProblem. */
export async function bitmapOf(file: Blob, name: string): Promise<FilePicture> {
  const { header, file: readable } = await inspect(file, name);
  const read = await createImageBitmap(readable, { imageOrientation: 'from-image' }).then(
    (bitmap) => ({ bitmap, orientation: header.orientation }),
    async () => {
      const load = DECODERS[header.type];
      if (load) return decoded(readable, name, load);
      throw await refusal(header, name);
    },
  );
  const { bitmap, orientation = 1 } = read;
  const mayBeCutOut = header.type !== 'jpeg';
  if (orientation === 1) return { bitmap, mayBeCutOut };
  try {
    return { bitmap: upright(bitmap, orientation), mayBeCutOut };
  } finally {
    bitmap.close();
  }
}

/** Our own decoders, for what few browsers decode. Each is loaded when it is wanted. */
const DECODERS: Partial<Record<PictureType, () => Promise<Decode>>> = {
  tiff: async () => (await import('./tiff/tiffPixels.ts')).tiffPixels,
  heic: async () => (await import('./heic.ts')).heicPixels,
};

type Decode = (data: Bytes, name: string) => Promise<DecodedPicture>;

async function decoded(file: Blob, name: string, load: () => Promise<Decode>) {
  const decode = await loadCode(load);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { pixels, orientation, colorSpace = 'srgb' } = await decode(bytes, name);
  const { data, width, height } = pixels;
  const bitmap = await createImageBitmap(new ImageData(data, width, height, { colorSpace }));
  return { bitmap, orientation };
}

function upright(bitmap: ImageBitmap, orientation: Orientation): ImageBitmap {
  const { width, height } = bitmap;
  const side = isOnItsSide(orientation);
  const canvas = new OffscreenCanvas(side ? height : width, side ? width : height);
  const context = canvas.getContext('2d');
  if (!context) throw new PictureProblem({ code: 'picture/no-canvas' });
  context.setTransform(...transformOf(orientation, width, height));
  context.drawImage(bitmap, 0, 0);
  return canvas.transferToImageBitmap();
}

/** Every browser decodes these, so a file that it refuses is damaged. */
const EVERYWHERE = ['jpeg', 'png', 'gif', 'webp', 'bmp', 'ico'];

/** Why the browser's decoder refused a file whose header is well. */
async function refusal({ type, variant }: Header, name: string): Promise<PictureProblem> {
  if (variant) return new PictureProblem({ code: 'picture/unsupported-variant', name, variant });
  return (await decodes(type))
    ? new PictureProblem({ code: 'picture/damaged', name })
    : new PictureProblem({ code: 'picture/unsupported', name, type });
}

/** Browsers without ImageDecoder decode AVIF, but for old ones, and not the rest. */
async function decodes(type: Header['type']): Promise<boolean> {
  if (EVERYWHERE.includes(type)) return true;
  if (!('ImageDecoder' in globalThis)) return type === 'avif';
  return ImageDecoder.isTypeSupported(`image/${type}`).catch(() => false);
}

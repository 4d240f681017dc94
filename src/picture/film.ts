/** Video files, read and written by mediabunny on top of the browser's own codecs (WebCodecs). */
import { PictureProblem, problems } from './problem.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Repaint {
  readonly file: Blob;
  readonly name: string;
  /** The size to paint at, of a film of that size; even sides, as codecs want them. */
  readonly size: (film: Size) => Size;
  /** Paint a frame, which is handed over. What it resolves to is closed here. */
  readonly paint: (frame: ImageBitmap, size: Size) => Promise<ImageBitmap>;
  /** Share of the film that is done, 0..1. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/**
 * A film with every frame painted, at the film's own times, and its sound: MP4, or WebM where the browser
 * can't encode what an MP4 may hold. Rejects with PictureProblem, what `paint` throws, or the signal's
 * reason.
 */
export async function repaintFilm({ file, name, size, paint, onProgress, signal }: Repaint) {
  const bunny = await import('./mediabunny.ts').catch(() => {
    throw new PictureProblem(problems.notDownloaded);
  });
  signal.throwIfAborted();
  const input = inputOf(bunny, file);
  try {
    const track = await input.getPrimaryVideoTrack().catch(() => null);
    if (!track || !(await track.canDecode())) {
      throw new PictureProblem(problems.undecodableFilm(name));
    }
    // mediabunny merges transparency in workers from blobs, which the page's policy forbids.
    if (await track.canBeTransparent()) throw new PictureProblem(problems.transparentFilm(name));
    const painted = size({
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
    });
    const format = await formatFor(bunny, painted);
    const output = new bunny.Output({ format, target: new bunny.BufferTarget() });
    const canvas = new OffscreenCanvas(painted.width, painted.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new PictureProblem(problems.crashed);
    let problem: unknown;
    const conversion = await bunny.Conversion.init({
      input,
      output,
      showWarnings: false,
      video: {
        forceTranscode: true,
        quality: bunny.QUALITY_HIGH,
        processedWidth: painted.width,
        processedHeight: painted.height,
        process: async (sample) => {
          try {
            sample.draw(context, 0, 0, painted.width, painted.height);
            const bitmap = await paint(await createImageBitmap(canvas), painted);
            context.drawImage(bitmap, 0, 0);
            bitmap.close();
            return canvas;
          } catch (error) {
            problem = error;
            throw error;
          }
        },
      },
    });
    if (!conversion.isValid) throw new PictureProblem(problems.unencodableFilm);
    conversion.onProgress = onProgress;
    const cancel = () => void conversion.cancel();
    signal.addEventListener('abort', cancel);
    try {
      await conversion.execute();
    } catch (error) {
      signal.throwIfAborted();
      throw problem ?? error;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
    return blobOf(output.target.buffer, format.mimeType);
  } finally {
    input.dispose();
  }
}

/**
 * The same recording with its duration written down, without which players can't seek: browsers write
 * recordings as streams, whose end they do not know. What can't be read is returned as it is.
 */
export async function completeRecording(recording: Blob): Promise<Blob> {
  try {
    const bunny = await import('./mediabunny.ts');
    const input = inputOf(bunny, recording);
    const format = recording.type.includes('mp4')
      ? new bunny.Mp4OutputFormat()
      : new bunny.WebMOutputFormat();
    const output = new bunny.Output({ format, target: new bunny.BufferTarget() });
    const conversion = await bunny.Conversion.init({ input, output, showWarnings: false });
    await conversion.execute();
    return blobOf(output.target.buffer, format.mimeType);
  } catch {
    return recording;
  }
}

type Mediabunny = typeof import('./mediabunny.ts');

const inputOf = (bunny: Mediabunny, file: Blob) =>
  new bunny.Input({
    source: new bunny.BlobSource(file),
    formats: [bunny.MP4, bunny.QTFF, bunny.MATROSKA, bunny.WEBM],
  });

async function formatFor(bunny: Mediabunny, { width, height }: Size) {
  const mp4 = new bunny.Mp4OutputFormat();
  // What plays on every phone, or else WebM, which every browser plays.
  const codec = await bunny.getFirstEncodableVideoCodec(['avc'], { width, height });
  return codec ? mp4 : new bunny.WebMOutputFormat();
}

function blobOf(buffer: ArrayBuffer | null, type: string): Blob {
  return new Blob(buffer ? [buffer] : [], { type });
}

/** Video files, read and written by mediabunny on top of the browser's own codecs (WebCodecs). */
import { PictureProblem } from './problems.ts';

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
  /** How much of the painting covers the film, 0..1. */
  readonly strength: number;
  /** Turn the film, as a mirror does. */
  readonly mirror: boolean;
  /** Share of the film that is done, 0..1. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/**
 * A film with every frame painted, at the film's own times, and its sound: MP4 where there is hardware
 * that encodes H.264, or else WebM. Rejects with PictureProblem, what `paint` throws, or the signal's
 * reason.
 */
export async function repaintFilm(wanted: Repaint) {
  const { file, name, size, paint, strength, mirror, onProgress, signal } = wanted;
  const bunny = await import('./mediabunny.ts').catch(() => {
    throw new PictureProblem({ code: 'picture/code-not-downloaded' });
  });
  if (typeof VideoEncoder === 'undefined')
    throw new PictureProblem({ code: 'picture/film-unencodable' });
  const input = inputOf(bunny, file);
  let output: InstanceType<Mediabunny['Output']> | undefined;
  try {
    const track = await input.getPrimaryVideoTrack().catch(() => null);
    if (!track || !(await track.canDecode())) {
      throw new PictureProblem({ code: 'picture/film-undecodable', name });
    }
    // mediabunny merges transparency in workers from blobs, which the page's policy forbids.
    if (await track.canBeTransparent())
      throw new PictureProblem({ code: 'picture/film-transparent', name });
    const painted = size({
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
    });
    const { format, codec } = await formatFor(bunny, painted);
    const target = new bunny.BufferTarget();
    output = new bunny.Output({ format, target });
    const canvas = new OffscreenCanvas(painted.width, painted.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new PictureProblem({ code: 'picture/no-canvas' });
    const video = new bunny.CanvasSource(canvas, { codec, quality: bunny.QUALITY_HIGH });
    output.addVideoTrack(video);
    // The sound alone. Its Conversion could paint, too, but it leaves out frames of no duration, as the
    // last one of each of a WebM's clusters may be.
    const sound = await bunny.Conversion.init({
      input,
      output,
      composable: true,
      showWarnings: false,
      video: { discard: true },
    });
    await output.start();
    const sounding = sound.execute();
    sounding.catch(() => {}); // awaited below
    const duration = await track.computeDuration();
    for await (const sample of new bunny.VideoSampleSink(track).samples()) {
      const { timestamp } = sample;
      const length = sample.duration;
      if (mirror) context.setTransform(-1, 0, 0, 1, painted.width, 0);
      sample.draw(context, 0, 0, painted.width, painted.height);
      sample.close();
      context.resetTransform();
      signal.throwIfAborted();
      const bitmap = await paint(await createImageBitmap(canvas), painted);
      context.globalAlpha = strength;
      context.drawImage(bitmap, 0, 0);
      context.globalAlpha = 1;
      bitmap.close();
      signal.throwIfAborted();
      await video.add(Math.max(0, timestamp), length || undefined);
      onProgress(Math.min(1, timestamp / duration));
    }
    video.close();
    await sounding;
    await output.finalize();
    return blobOf(target.buffer, format.mimeType);
  } catch (error) {
    await output?.cancel().catch(() => {});
    throw error;
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

/** Throws PictureProblem where the browser can write neither. */
async function formatFor(bunny: Mediabunny, { width, height }: Size) {
  // What plays on every phone; on the processor alone it takes longer than the painting.
  const hardware = await VideoEncoder.isConfigSupported({
    codec: 'avc1.640028',
    width,
    height,
    hardwareAcceleration: 'prefer-hardware',
  }).catch(() => undefined);
  if (hardware?.supported) return { format: new bunny.Mp4OutputFormat(), codec: 'avc' as const };
  const codec = await bunny.getFirstEncodableVideoCodec(['vp9', 'vp8'], { width, height });
  if (!codec) throw new PictureProblem({ code: 'picture/film-unencodable' });
  return { format: new bunny.WebMOutputFormat(), codec };
}

function blobOf(buffer: ArrayBuffer | null, type: string): Blob {
  return new Blob(buffer ? [buffer] : [], { type });
}

/** Video files, read and written by mediabunny on top of the browser's own codecs (WebCodecs). */
import type { Conversion, Input, InputVideoTrack, OutputFormat, VideoCodec } from 'mediabunny';
import { withWholeClusters } from './cutOffWebm.ts';
import { filmFrames } from './filmFrames.ts';
import { paintFrames, type FramePainting } from './paintFrames.ts';
import { loadCode } from '../loading/index.ts';
import type { Size } from './pixels.ts';
import { PictureProblem } from './problems.ts';

/** What is known of a film before it is painted. */
export interface FilmFacts extends Size {
  /** Seconds. */
  readonly duration: number;
  /** Of the file that it would be painted to. */
  readonly format: 'mp4' | 'webm';
  readonly sound: FilmSound;
}

/**
 * What becomes of the sound: `unplayable` is taken along as it is, though this browser can't decode it; `lost` can't be
 * taken along.
 */
export type FilmSound = 'none' | 'kept' | 'unplayable' | 'lost';

/** What a painted film is not as the film was. */
export interface FilmLoss {
  readonly sound: FilmSound;
  /** The file ends or breaks off after `painted` of `whole` seconds; `whole` is undefined where the file does not say. */
  readonly end?: { readonly painted: number; readonly whole: number | undefined } | undefined;
}

export interface RepaintedFilm {
  readonly blob: Blob;
  /** How long it is. */
  readonly seconds: number;
  readonly loss: FilmLoss;
}

export interface Repaint extends FramePainting {
  readonly file: Blob;
  readonly name: string;
  /** The size to paint at and that of the painted film, of a film of that size. */
  readonly size: (film: Size) => { readonly painted: Size; readonly written: Size };
}

type Mediabunny = typeof import('./mediabunny.ts');

/** Seconds that a film may end earlier than it says. */
const TOLERANCE = 0.5;

/** Look at a film that is to be painted. Rejects with PictureProblem where it can't be. */
export async function inspectFilm(file: Blob, name: string): Promise<FilmFacts> {
  const bunny = await loadMediabunny();
  const input = inputOf(bunny, await withWholeClusters(file));
  try {
    const { track, size } = await pictureOf(input, name);
    const start = await startOf(input);
    const { format, codec } = await formatFor(bunny, size);
    const output = new bunny.Output({ format, target: new bunny.BufferTarget() });
    output.addVideoTrack(new bunny.EncodedVideoPacketSource(codec));
    const sound = await soundOf(bunny, input, output, start);
    return {
      ...size,
      duration: (await track.computeDuration()) - start,
      format: extensionOf(format),
      sound: await fateOf(sound, input),
    };
  } finally {
    input.dispose();
  }
}

/**
 * A film with every frame painted, and its sound, both at the film's own times: MP4 where the browser encodes H.264,
 * or else WebM. A film that does not begin at 0 does so afterwards, picture and sound together. One that breaks off is
 * painted as far as it goes. Rejects with PictureProblem, what `paint` throws, or the signal's reason.
 */
export async function repaintFilm(wanted: Repaint): Promise<RepaintedFilm> {
  const { file, name, signal } = wanted;
  const bunny = await loadMediabunny();
  const input = inputOf(bunny, await withWholeClusters(file));
  let output: InstanceType<Mediabunny['Output']> | undefined;
  try {
    const { track, size } = await pictureOf(input, name);
    const start = await startOf(input);
    const { painted, written } = wanted.size(size);
    const { format, codec } = await formatFor(bunny, written);
    const target = new bunny.BufferTarget();
    output = new bunny.Output({ format, target });
    const canvas = new OffscreenCanvas(written.width, written.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new PictureProblem({ code: 'picture/no-canvas' });
    const video = new bunny.CanvasSource(canvas, { codec, quality: bunny.QUALITY_HIGH });
    output.addVideoTrack(video);
    const sound = await soundOf(bunny, input, output, start);
    await output.start();
    let fate = await fateOf(sound, input);
    const sounding = sound.execute().catch(() => (fate = 'lost'));
    signal.addEventListener('abort', () => void sound.cancel().catch(() => {}));

    const lengths = await lengthsOf(input, track);
    const add = (from: number, length: number) => video.add(from, length || undefined);
    const { end, broken } = await paintFrames(
      filmFrames(bunny, track, start),
      ...([wanted, { start, painted, lasts: lengths.picture - start }, context, add] as const),
    );
    if (end === 0 && broken) throw new PictureProblem({ code: 'picture/film-undecodable', name });
    video.close();
    await sounding;
    signal.throwIfAborted();
    await output.finalize();
    const blob = blobOf(target.buffer, format.mimeType);
    return { blob, seconds: end, loss: { sound: fate, end: lostEnd(lengths, start, end, broken) } };
  } catch (error) {
    await output?.cancel().catch(() => {});
    throw error;
  } finally {
    input.dispose();
  }
}

/** @returns how much of a film was painted, and how long it is, in seconds; undefined where nothing is missing */
function lostEnd(
  { picture, all, said }: Awaited<ReturnType<typeof lengthsOf>>,
  start: number,
  end: number,
  broken: boolean,
) {
  const isCut =
    broken || end + start < picture - TOLERANCE || (said !== undefined && all < said - TOLERANCE);
  if (!isCut) return undefined;
  const whole = Math.max(said ?? 0, picture) - start;
  return { painted: end, whole: whole > end ? whole : undefined };
}

/**
 * The same recording with its duration written down, without which players can't seek: browsers write
 * recordings as streams, whose end they do not know. What can't be read is returned as it is.
 */
export async function completeRecording(recording: Blob): Promise<Blob> {
  try {
    const bunny = await loadCode(() => import('./mediabunny.ts'));
    const input = inputOf(bunny, recording);
    const format = (await input.getMimeType()).includes('mp4')
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

async function loadMediabunny(): Promise<Mediabunny> {
  const bunny = await loadCode(() => import('./mediabunny.ts'));
  if (typeof VideoEncoder === 'undefined')
    throw new PictureProblem({ code: 'picture/film-unencodable' });
  return bunny;
}

const inputOf = (bunny: Mediabunny, file: Blob) =>
  new bunny.Input({
    source: new bunny.BlobSource(file),
    formats: [bunny.MP4, bunny.QTFF, bunny.MATROSKA, bunny.WEBM],
  });

/** The picture of a film and its size, upright. */
async function pictureOf(input: Input, name: string) {
  const track = await input.getPrimaryVideoTrack().catch(() => null);
  if (!track || !(await track.canDecode().catch(() => false))) {
    throw new PictureProblem({ code: 'picture/film-undecodable', name });
  }
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  return { track, size: { width, height } };
}

/** When picture or sound begin, whichever is first, in seconds. What an edit list hides has times below 0. */
async function startOf(input: Input): Promise<number> {
  const [picture, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  const tracks = [picture, sound].filter((track) => track !== null);
  return Math.max(0, await input.getFirstTimestamp(tracks).catch(() => 0));
}

/** When the picture and all end by what is in the file, and by what it says of itself; seconds. */
async function lengthsOf(input: Input, track: InputVideoTrack) {
  const picture = await track.computeDuration().catch(() => 0);
  const all = await input.computeDuration().catch(() => picture);
  const said = await input.getDurationFromMetadata().catch(() => null);
  return { picture, all, said: said ?? undefined };
}

/**
 * What takes the sound along. It could paint, too, but it leaves out frames of no duration, as the last one of each
 * of a WebM's clusters may be.
 */
const soundOf = (
  bunny: Mediabunny,
  input: Input,
  output: InstanceType<Mediabunny['Output']>,
  start: number,
) =>
  bunny.Conversion.init({
    input,
    output,
    composable: true,
    showWarnings: false,
    tracks: 'primary',
    video: { discard: true },
    trim: { start },
  });

async function fateOf(sound: Conversion, input: Input): Promise<FilmSound> {
  const track = await input.getPrimaryAudioTrack();
  if (!track) return 'none';
  if (sound.discardedTracks.some(({ track: left }) => left.type === 'audio')) return 'lost';
  return (await track.canDecode().catch(() => false)) ? 'kept' : 'unplayable';
}

/** Throws PictureProblem where the browser can write neither. */
async function formatFor(
  bunny: Mediabunny,
  { width, height }: Size,
): Promise<{ format: OutputFormat; codec: VideoCodec }> {
  const options = { width, height };
  const codec = await bunny.getFirstEncodableVideoCodec(['avc', 'vp9', 'vp8'], options);
  if (!codec) throw new PictureProblem({ code: 'picture/film-unencodable' });
  // MP4 plays on every phone.
  return {
    format: codec === 'avc' ? new bunny.Mp4OutputFormat() : new bunny.WebMOutputFormat(),
    codec,
  };
}

const extensionOf = ({ mimeType }: OutputFormat) => (mimeType.includes('mp4') ? 'mp4' : 'webm');

function blobOf(buffer: ArrayBuffer | null, type: string): Blob {
  return new Blob(buffer ? [buffer] : [], { type });
}

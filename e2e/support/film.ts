/** Video files: made by the browser, read by mediabunny. */
import type { Page } from '@playwright/test';
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Input,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import type { TestFile } from './page.ts';

interface Chunk {
  readonly data: number[];
  readonly key: boolean;
  /** Seconds. */
  readonly timestamp: number;
}

/** A tone as Opus in mono, encoded in the page. */
function encodeTone(page: Page, seconds: number) {
  return page.evaluate(async (count) => {
    const out: Chunk[] = [];
    let description: number[] = [];
    const encoder = new AudioEncoder({
      output: (chunk, meta) => {
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        out.push({ data: [...data], key: true, timestamp: chunk.timestamp / 1e6 });
        const given = meta?.decoderConfig?.description;
        if (given) description = [...new Uint8Array(given as ArrayBuffer)];
      },
      error: (error) => {
        throw error;
      },
    });
    encoder.configure({ codec: 'opus', sampleRate: 48_000, numberOfChannels: 1 });
    for (let second = 0; second < count; second++) {
      const data = Float32Array.from({ length: 48_000 }, (_, i) => Math.sin(i / 20) / 2);
      const shape = { numberOfFrames: 48_000, numberOfChannels: 1, sampleRate: 48_000 };
      encoder.encode(new AudioData({ format: 'f32', ...shape, timestamp: second * 1e6, data }));
    }
    await encoder.flush();
    return { chunks: out, description };
  }, seconds);
}

/**
 * A WebM film of 320 x 240 in which a square moves, at 20 frames a second, with a tone that begins after `soundAt`
 * seconds if asked for: encoded in the page, muxed here.
 *
 * @param frames ten and more, half a second, begin again on Live. In WebKitGTK the page hangs then, once in some forty
 *   times: GStreamer's reader of WebM, which goes to the first frame, and the browser wait for each other.
 * @param colourful behind the square are many colours in place of one
 */
export async function makeFilm(
  page: Page,
  frames: number,
  { soundAt, colourful = false }: { readonly soundAt?: number; readonly colourful?: boolean } = {},
): Promise<TestFile> {
  const sounding = soundAt !== undefined;
  const chunks = await page.evaluate(
    async ([count, colourful]) => {
      const out: Chunk[] = [];
      const encoder = new VideoEncoder({
        output: (chunk) => {
          const data = new Uint8Array(chunk.byteLength);
          chunk.copyTo(data);
          const { type, timestamp } = chunk;
          out.push({ data: [...data], key: type === 'key', timestamp: timestamp / 1e6 });
        },
        error: (error) => {
          throw error;
        },
      });
      encoder.configure({ codec: 'vp8', width: 320, height: 240, bitrate: 1e6 });
      const canvas = new OffscreenCanvas(320, 240);
      const context = canvas.getContext('2d', {
        alpha: false,
      }) as OffscreenCanvasRenderingContext2D;
      for (let index = 0; index < count; index++) {
        context.fillStyle = 'rgb(60 90 140)';
        context.fillRect(0, 0, 320, 240);
        for (let tile = 0; colourful && tile < 300; tile++) {
          const [x, y] = [tile % 20, Math.floor(tile / 20)];
          context.fillStyle = `rgb(${12 * x} ${16 * y} ${(67 * tile) % 256})`;
          context.fillRect(16 * x, 16 * y, 16, 16);
        }
        context.fillStyle = 'rgb(240 200 60)';
        context.fillRect((index * 260) / count, 80, 60, 60);
        const frame = new VideoFrame(canvas, { timestamp: 50_000 * index, duration: 50_000 });
        encoder.encode(frame, { keyFrame: index % 10 === 0 });
        frame.close();
      }
      await encoder.flush();
      return out;
    },
    [frames, colourful] as const,
  );
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source);
  const sound = new EncodedAudioPacketSource('opus');
  if (sounding) output.addAudioTrack(sound);
  await output.start();
  for (const { data, key, timestamp } of chunks) {
    await source.add(
      new EncodedPacket(Uint8Array.from(data), key ? 'key' : 'delta', timestamp, 0.05),
      { decoderConfig: { codec: 'vp8', codedWidth: 320, codedHeight: 240 } },
    );
  }
  if (sounding) {
    const tone = await encodeTone(page, frames / 20);
    const description = Uint8Array.from(tone.description);
    const config = { codec: 'opus', sampleRate: 48_000, numberOfChannels: 1, description };
    for (const { data, timestamp } of tone.chunks) {
      const at = timestamp + soundAt;
      await sound.add(new EncodedPacket(Uint8Array.from(data), 'key', at, 0.02), {
        decoderConfig: config,
      });
    }
  }
  await output.finalize();
  const buffer = Buffer.from(output.target.buffer as ArrayBuffer);
  return { name: 'square.webm', mimeType: 'video/webm', buffer };
}

/**
 * Run before the page's own scripts: of all frames of films that are painted to a file, this one waits for
 * `window.goOn()`, so that even a fast machine is in the middle of the film.
 */
export function holdFrame(held: number) {
  const { createImageBitmap: create } = window;
  let frames = 0;
  let goOn = () => {};
  const isOver = new Promise<void>((resolve) => (goOn = resolve));
  Object.assign(window, {
    goOn,
    createImageBitmap: async (...args: Parameters<typeof create>) => {
      if (args[0] instanceof OffscreenCanvas && ++frames === held) await isOver;
      return create(...args);
    },
  });
}

/** What a video file holds. */
export async function inspectFilm(bytes: Uint8Array) {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('no video track');
  const { packetCount } = await track.computePacketStats();
  const sound = await input.getPrimaryAudioTrack();
  return {
    /** When the sound begins and ends, in seconds; 0 for none. */
    soundFrom: (await sound?.getFirstTimestamp()) ?? 0,
    sound: (await sound?.computeDuration()) ?? 0,
    mimeType: await input.getMimeType(),
    /** Seconds, as written in the file's header and of its frames. */
    duration: await input.getDurationFromMetadata(),
    played: await track.computeDuration(),
    frames: packetCount,
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
  };
}

/** A file as a video element of the page. */
function videoOf(page: Page, bytes: Uint8Array, type: string) {
  return page.evaluateHandle(
    ({ data, mime }) => {
      const video = document.createElement('video');
      video.muted = true;
      video.preload = 'auto';
      video.src = URL.createObjectURL(new Blob([new Uint8Array(data)], { type: mime }));
      return video;
    },
    { data: [...bytes], mime: type },
  );
}

/** Play a file to its end in the page, and count the frames that the browser decoded. */
export async function playFilm(page: Page, bytes: Uint8Array, type: string) {
  const film = await videoOf(page, bytes, type);
  return film.evaluate(async (video) => {
    // Before it plays: a film of one frame has ended when play() resolves.
    const ended = new Promise((resolve, reject) => {
      video.addEventListener('ended', resolve);
      video.addEventListener('error', () => reject(new Error(video.error?.message)));
    });
    await video.play().catch((error: unknown) => {
      if (!video.ended) throw error; // it may have ended before it was said to play
    });
    await ended;
    const { totalVideoFrames } = video.getVideoPlaybackQuality();
    return { frames: totalVideoFrames, seconds: video.duration };
  });
}

/** Where the yellow square in a file's first frame is, from left to right, and its share of the picture; both 0..1. */
export async function squareOf(page: Page, bytes: Uint8Array, type: string) {
  const film = await videoOf(page, bytes, type);
  return film.evaluate(async (video) => {
    // Never played: on a busy machine the frame that is drawn then is a later one.
    await new Promise((resolve, reject) => {
      video.addEventListener('loadeddata', resolve);
      video.addEventListener('error', () => reject(new Error(video.error?.message)));
      if (video.readyState >= video.HAVE_CURRENT_DATA) resolve(undefined);
    });
    await new Promise((resolve) => {
      video.addEventListener('seeked', resolve);
      video.currentTime = 0;
    });
    const { videoWidth: width, videoHeight: height } = video;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(video, 0, 0);
    const pixels = context.getImageData(0, 0, width, height).data;
    let [count, right] = [0, 0];
    for (let i = 0; i < pixels.length; i += 4) {
      const [red = 0, , blue = 0] = pixels.subarray(i, i + 3);
      if (red < blue + 80) continue;
      count += 1;
      right += (i / 4) % width;
    }
    return { at: right / count / width, share: count / (width * height) };
  });
}

/** Video files: made by the browser, read by mediabunny. */
import type { Page } from '@playwright/test';
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
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

/** A WebM film of 320 x 240 in which a square moves, at 20 frames a second: encoded in the page, muxed here. */
export async function makeFilm(page: Page, frames: number): Promise<TestFile> {
  const chunks = await page.evaluate(async (count) => {
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
    const context = canvas.getContext('2d', { alpha: false }) as OffscreenCanvasRenderingContext2D;
    for (let index = 0; index < count; index++) {
      context.fillStyle = 'rgb(60 90 140)';
      context.fillRect(0, 0, 320, 240);
      context.fillStyle = 'rgb(240 200 60)';
      context.fillRect((index * 260) / count, 80, 60, 60);
      const frame = new VideoFrame(canvas, { timestamp: 50_000 * index, duration: 50_000 });
      encoder.encode(frame, { keyFrame: index % 10 === 0 });
      frame.close();
    }
    await encoder.flush();
    return out;
  }, frames);
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source);
  await output.start();
  for (const { data, key, timestamp } of chunks) {
    await source.add(
      new EncodedPacket(Uint8Array.from(data), key ? 'key' : 'delta', timestamp, 0.05),
      { decoderConfig: { codec: 'vp8', codedWidth: 320, codedHeight: 240 } },
    );
  }
  await output.finalize();
  const buffer = Buffer.from(output.target.buffer as ArrayBuffer);
  return { name: 'square.webm', mimeType: 'video/webm', buffer };
}

/** What a video file holds. */
export async function inspectFilm(bytes: Uint8Array) {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('no video track');
  const { packetCount } = await track.computePacketStats();
  return {
    mimeType: await input.getMimeType(),
    /** Seconds, as written in the file's header and of its frames. */
    duration: await input.getDurationFromMetadata(),
    played: await track.computeDuration(),
    frames: packetCount,
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
  };
}

/** Play a file to its end in the page -> the frames that the browser decoded. */
export function playFilm(page: Page, bytes: Uint8Array, type: string) {
  return page.evaluate(
    async ({ data, mime }) => {
      const video = document.createElement('video');
      video.muted = true;
      video.src = URL.createObjectURL(new Blob([new Uint8Array(data)], { type: mime }));
      await video.play();
      await new Promise((resolve, reject) => {
        video.addEventListener('ended', resolve);
        video.addEventListener('error', () => reject(new Error(video.error?.message)));
      });
      const { totalVideoFrames } = video.getVideoPlaybackQuality();
      return { frames: totalVideoFrames, seconds: video.duration };
    },
    { data: [...bytes], mime: type },
  );
}

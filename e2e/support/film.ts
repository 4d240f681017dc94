/** Video files: made by the browser, read by mediabunny. */
import type { Page } from '@playwright/test';
import { BufferSource, Input, ALL_FORMATS } from 'mediabunny';
import type { TestFile } from './page.ts';

/** A film of about `seconds` with a square that moves, as the browser records it. */
export async function recordFilm(page: Page, seconds: number): Promise<TestFile> {
  const bytes = await page.evaluate(async (length) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [320, 240];
    const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.start();
    for (let frame = 0; frame < 20 * length; frame++) {
      context.fillStyle = 'rgb(60 90 140)';
      context.fillRect(0, 0, 320, 240);
      context.fillStyle = 'rgb(240 200 60)';
      context.fillRect((frame * 8) % 260, 80, 60, 60);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  }, seconds);
  return { name: 'square.webm', mimeType: 'video/webm', buffer: Buffer.from(bytes) };
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

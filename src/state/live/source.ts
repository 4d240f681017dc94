import { frameImage } from './frameImage.ts';
import { watchFrames } from './watchFrames.ts';

/** A frame of a film. Whoever has it closes its image. */
export interface Frame {
  readonly image: VideoFrame | ImageBitmap;
  /** When the camera took it, or else when the browser showed it; as performance.now(). */
  readonly capturedAt: number;
}

/** A playing video element, as frames. */
export interface Source {
  readonly video: HTMLVideoElement;
  /** Calls back for each new frame, until the source is closed. */
  onFrame(listener: () => void): void;
  /** The present frame; undefined before the first. Rejects where the browser hands out none. */
  grab(): Promise<Frame | undefined>;
  close(): void;
}

/** A camera's stream. `close` releases the camera: its light goes off. */
export function streamSource(video: HTMLVideoElement, stream: MediaStream): Source {
  video.srcObject = stream;
  video.muted = true;
  return sourceOf(video, () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  });
}

export function fileSource(video: HTMLVideoElement, file: Blob): Source {
  const url = URL.createObjectURL(file);
  video.preload = 'auto'; // iPhones else wait for a tap before they load anything
  video.src = url;
  video.loop = true;
  video.muted = true; // a film that starts by itself may not make a noise
  return sourceOf(video, () => {
    video.removeAttribute('src');
    video.load(); // or the browser keeps the file open
    URL.revokeObjectURL(url);
  });
}

function sourceOf(video: HTMLVideoElement, release: () => void): Source {
  video.playsInline = true; // iPhones would open a player
  let stopWatching = () => {};
  let closed = false;
  let capturedAt = performance.now();

  function onFrame(listener: () => void) {
    stopWatching = watchFrames(video, (at) => {
      capturedAt = at;
      listener();
    });
  }

  async function grab(): Promise<Frame | undefined> {
    if (closed) return undefined;
    try {
      // Not by `readyState` alone: a film of one frame that begins over and over has it, and never says so.
      return { image: await frameImage(video), capturedAt };
    } catch (error) {
      if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
      throw error;
    }
  }

  function close() {
    if (closed) return;
    closed = true;
    stopWatching();
    video.pause();
    release();
  }

  return { video, onFrame, grab, close };
}

/** Resolves when the first frame is here; rejects with the video's own error. */
export function firstFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      video.removeEventListener('loadeddata', settle);
      video.removeEventListener('error', settle);
      if (video.error) reject(new Error(video.error.message));
      else resolve();
    };
    video.addEventListener('loadeddata', settle);
    video.addEventListener('error', settle);
    if (video.error || video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) settle();
  });
}

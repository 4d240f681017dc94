/** Whether this browser's VideoFrame can be made of a video and sent to a worker; undefined before the first try. */
let usable: boolean | undefined;

/**
 * The present frame of a video, as an image that can be sent to a worker. The receiver closes it. A VideoFrame where the
 * browser has one that works, since that copies no pixels; else a bitmap. Rejects where the browser makes neither.
 */
export async function frameImage(video: HTMLVideoElement): Promise<VideoFrame | ImageBitmap> {
  if (usable !== false) {
    const frame = videoFrame(video);
    usable ??= frame !== undefined && canBeSent(frame);
    if (frame && usable) return frame;
    frame?.close();
  }
  return createImageBitmap(video);
}

/** @returns undefined where there is none: some browsers throw for cameras, and some for single frames */
/** @returns width and height as it is shown, turned upright */
export function imageSize(image: VideoFrame | ImageBitmap): readonly [number, number] {
  return image instanceof ImageBitmap
    ? [image.width, image.height]
    : [image.displayWidth, image.displayHeight];
}

function videoFrame(video: HTMLVideoElement): VideoFrame | undefined {
  try {
    // In microseconds. Nobody reads it, but a stream's frames have none of their own.
    return new VideoFrame(video, { timestamp: Math.round(performance.now() * 1000) });
  } catch {
    return undefined;
  }
}

function canBeSent(frame: VideoFrame): boolean {
  const copy = frame.clone();
  try {
    structuredClone(copy, { transfer: [copy] }).close();
    return true;
  } catch {
    copy.close();
    return false;
  }
}

import { PageProblem } from '../shared/index.ts';

/**
 * In the order of preference. WebM first: Chromium hands out an MP4 only at its end, so that its size is
 * not known meanwhile; Safari has MP4 alone, and hands it out as it goes.
 */
const TYPES = [
  'video/webm;codecs=vp9',
  'video/webm;codecs=vp8',
  'video/webm',
  'video/mp4;codecs=avc1.42E01E',
  'video/mp4',
];
/** Paintings have much detail that a codec takes for noise. */
const BITS_PER_PIXEL = 8;
const LEAST_BITS = 2_500_000;
const SLICE_MS = 500;

/** Of what a canvas shows, until it is stopped. */
export interface CanvasRecorder {
  pause(): void;
  resume(): void;
  /** The file, as the browser made it. */
  stop(): Promise<Blob>;
}

/**
 * Record a canvas. `onSize` gets the bytes so far. Throws PageProblem where the browser can't.
 */
export function recordCanvas(
  canvas: HTMLCanvasElement,
  onSize: (bytes: number) => void,
): CanvasRecorder {
  const type = globalThis.MediaRecorder && TYPES.find((t) => MediaRecorder.isTypeSupported(t));
  if (!type) {
    throw new PageProblem({ code: 'recording/unsupported' });
  }
  const stream = canvas.captureStream();
  const recorder = new MediaRecorder(stream, {
    mimeType: type,
    videoBitsPerSecond: Math.max(LEAST_BITS, canvas.width * canvas.height * BITS_PER_PIXEL),
  });
  const parts: Blob[] = [];
  let bytes = 0;
  recorder.addEventListener('dataavailable', ({ data }) => {
    parts.push(data);
    bytes += data.size;
    onSize(bytes);
  });
  const stopped = new Promise<Blob>((resolve) => {
    const finish = () => {
      for (const track of stream.getTracks()) track.stop();
      resolve(new Blob(parts, { type: type.split(';')[0] ?? type }));
    };
    recorder.addEventListener('stop', finish);
  });
  recorder.start(SLICE_MS);
  return {
    pause: () => recorder.state === 'recording' && recorder.pause(),
    resume: () => recorder.state === 'paused' && recorder.resume(),
    stop: () => {
      if (recorder.state !== 'inactive') recorder.stop();
      return stopped;
    },
  };
}

/** Of a video file, MP4 or WebM, for its name. */
export const extensionOf = ({ type }: Blob) => (type.includes('mp4') ? 'mp4' : 'webm');

import { checkReading } from '../../browser/index.ts';
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
/** While a stopped recording holds no frame, the recorder is asked for one so often. */
const ASK_MS = 20;
/** A busy machine has taken a second to encode the first frame. One that takes this long has failed. */
const PATIENCE_MS = 10_000;

/** Of what a canvas shows, until it is stopped. */
export interface CanvasRecorder {
  pause(): void;
  resume(): void;
  /** The file, as the browser made it. It holds a frame, unless the browser fails to encode one. */
  stop(): Promise<Blob>;
}

interface RecorderNeeds {
  /** Draws on the canvas what it shows. Browsers take a frame only when the canvas is drawn on. */
  readonly redraw: () => void;
  /** Gets each piece of the file as it comes, and the bytes so far. */
  readonly onData: (part: Blob, bytes: number) => void;
  /** The browser ends the recording by itself, as after a crash of its encoder. */
  readonly onEnd: () => void;
}

/**
 * Record a canvas, from the picture on it now. Throws PageProblem where the browser can't, and BrowserProblem where it
 * would record noise.
 */
export function recordCanvas(
  canvas: HTMLCanvasElement,
  { redraw, onData, onEnd }: RecorderNeeds,
): CanvasRecorder {
  checkReading();
  const { recorder, stream, type } = recorderOf(canvas);
  const fileType = type.split(';')[0] ?? type;
  const parts: Blob[] = [];
  let asked = false;
  let bytes = 0;
  recorder.addEventListener('dataavailable', ({ data }) => {
    parts.push(data);
    bytes += data.size;
    if (data.size > 0) onData(new Blob([data], { type: fileType }), bytes);
  });
  const stopped = new Promise<Blob>((resolve) => {
    const finish = () => {
      for (const track of stream.getTracks()) track.stop();
      resolve(new Blob(parts, { type: fileType }));
    };
    recorder.addEventListener('stop', finish);
    recorder.addEventListener('stop', () => !asked && onEnd());
  });
  start(recorder, stream);
  redraw(); // the first frame

  /**
   * Browsers drop the frames that are still being encoded when a recording stops, and encoding the first
   * one takes longest. So this waits until encoded bytes have arrived.
   */
  async function firstBytes() {
    const end = performance.now() + PATIENCE_MS;
    while (bytes === 0 && recorder.state !== 'inactive' && performance.now() < end) {
      if (recorder.state === 'paused') recorder.resume(); // a paused one takes no frames
      redraw();
      recorder.requestData();
      await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    }
  }

  return {
    pause: () => recorder.state === 'recording' && recorder.pause(),
    resume: () => recorder.state === 'paused' && recorder.resume(),
    stop: async () => {
      asked = true;
      await firstBytes();
      if (recorder.state !== 'inactive') recorder.stop();
      return stopped;
    },
  };
}

/** Throws PageProblem where the browser has no recorder, or one that does not take the canvas or any of the types. */
function recorderOf(canvas: HTMLCanvasElement) {
  let stream: MediaStream | undefined;
  try {
    stream = canvas.captureStream();
    const type = TYPES.find((t) => MediaRecorder.isTypeSupported(t));
    if (!type) throw new Error('no type of file');
    const recorder = new MediaRecorder(stream, {
      mimeType: type,
      videoBitsPerSecond: Math.max(LEAST_BITS, canvas.width * canvas.height * BITS_PER_PIXEL),
    });
    return { recorder, stream, type };
  } catch (error) {
    throw unsupported(stream, error);
  }
}

function start(recorder: MediaRecorder, stream: MediaStream) {
  try {
    recorder.start(SLICE_MS);
  } catch (error) {
    throw unsupported(stream, error);
  }
}

/** Lets go of the canvas. */
function unsupported(stream: MediaStream | undefined, cause: unknown): PageProblem {
  for (const track of stream?.getTracks() ?? []) track.stop();
  return new PageProblem({ code: 'recording/unsupported' }, { cause });
}

/** Of a video file, MP4 or WebM, for its name. */
export const extensionOf = ({ type }: Blob) => (type.includes('mp4') ? 'mp4' : 'webm');

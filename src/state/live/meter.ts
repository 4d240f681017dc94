import type { ModelId } from '../../engine/index.ts';
import { median } from '../shared/index.ts';

/** What was measured over the last seconds. */
export interface Meter {
  /** Frames a second that were shown; unknown until two followed one another. */
  readonly rate: number | undefined;
  /** Milliseconds in the engine, by model; the median. */
  readonly inference: Readonly<Record<ModelId, number>>;
  /** Milliseconds in the engine for all networks of a frame together; the median. */
  readonly painting: number;
  /** Milliseconds from the camera's shutter, as the browser tells, until the painting was drawn; the median. */
  readonly latency: number;
  /** Frames that came and were never painted, since the start. */
  readonly dropped: number;
  readonly shown: number;
  readonly width: number;
  readonly height: number;
}

export interface ShownFrame {
  /** When it was drawn; as performance.now(). */
  readonly at: number;
  readonly capturedAt: number;
  readonly inference: Readonly<Record<ModelId, number>>;
  readonly width: number;
  readonly height: number;
}

const WINDOW_MS = 2000;
/** Where frames take longer than the window, so many are looked at. */
const LEAST = 5;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Counts frames. Nothing is estimated. */
export class FrameMeter {
  private frames: ShownFrame[] = [];
  private shown = 0;
  private dropped = 0;
  /** The frames so far are of before a pause. */
  private paused = false;

  drop(): void {
    this.dropped += 1;
  }

  show(frame: ShownFrame): void {
    this.shown += 1;
    if (this.paused) this.frames = [];
    this.paused = false;
    this.frames.push(frame);
    const { frames } = this;
    while (frames.length > LEAST && frame.at - (frames[0] as ShownFrame).at > WINDOW_MS) {
      frames.shift();
    }
  }

  /** The film stands still, or starts over: a pause is no slow frame. */
  restart(): void {
    this.paused = true;
  }

  read(): Meter | undefined {
    const { frames, shown, dropped } = this;
    const [first, last] = [frames[0], frames.at(-1)];
    if (!first || !last) return undefined;
    const inference = Object.fromEntries(
      Object.keys(last.inference).map((model) => [
        model,
        median(frames.flatMap((frame) => frame.inference[model] ?? [])),
      ]),
    );
    return {
      rate:
        this.paused || frames.length < 2
          ? undefined
          : (1000 * (frames.length - 1)) / (last.at - first.at),
      inference,
      painting: median(frames.map((frame) => sum(Object.values(frame.inference)))),
      latency: median(frames.map(({ at, capturedAt }) => at - capturedAt)),
      dropped,
      shown,
      width: last.width,
      height: last.height,
    };
  }
}

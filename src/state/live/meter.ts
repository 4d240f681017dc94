import type { ModelId } from '../../engine/index.ts';
import { median } from '../shared/index.ts';

/** What was measured over the last seconds. */
export interface Meter {
  /** Frames a second that were shown; unknown until two followed one another. */
  readonly rate: number | undefined;
  /** Milliseconds in the engine, by model; the median. */
  readonly inference: Readonly<Record<ModelId, number>>;
  /** Milliseconds from when a frame was taken until its painting was drawn, by all networks of the view; the median. */
  readonly painting: number;
  /** Milliseconds from the camera's shutter, as the browser tells, until the painting was drawn; the median. */
  readonly latency: number;
  /** Frames a second that the camera or the film gave; unknown until two followed one another. */
  readonly arriving: number | undefined;
  /** Frames that came and were never painted, since the start. */
  readonly dropped: number;
  readonly shown: number;
  readonly width: number;
  readonly height: number;
}

interface ShownFrame {
  /** When it was drawn; as performance.now(). */
  readonly at: number;
  readonly capturedAt: number;
  /** Milliseconds from when it was taken until it was drawn. */
  readonly took: number;
  readonly inference: Readonly<Record<ModelId, number>>;
  readonly width: number;
  readonly height: number;
}

const WINDOW_MS = 2000;
/** Where frames take longer than the window, so many are looked at. */
const LEAST = 5;

/** Of things that happened at these times, in milliseconds: how many in a second. */
function rateOf(times: readonly number[]): number | undefined {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || last <= first) return undefined;
  return (1000 * (times.length - 1)) / (last - first);
}

/** Counts frames. Nothing is estimated. */
export class FrameMeter {
  private frames: ShownFrame[] = [];
  private arrivals: number[] = [];
  private shown = 0;
  private dropped = 0;
  /** The frames so far were before a pause. */
  private paused = false;

  /** The camera or the film has a new frame; `at` as performance.now(). */
  arrive(at: number): void {
    const { arrivals } = this;
    arrivals.push(at);
    while (arrivals.length > LEAST && at - (arrivals[0] as number) > WINDOW_MS) arrivals.shift();
  }

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
    this.arrivals = [];
  }

  read(): Meter | undefined {
    const { frames, shown, dropped } = this;
    const last = frames.at(-1);
    if (!last) return undefined;
    const inference = Object.fromEntries(
      Object.keys(last.inference).map((model) => [
        model,
        median(frames.flatMap((frame) => frame.inference[model] ?? [])),
      ]),
    );
    return {
      rate: this.paused ? undefined : rateOf(frames.map(({ at }) => at)),
      arriving: rateOf(this.arrivals),
      inference,
      painting: median(frames.map(({ took }) => took)),
      latency: median(frames.map(({ at, capturedAt }) => at - capturedAt)),
      dropped,
      shown,
      width: last.width,
      height: last.height,
    };
  }
}

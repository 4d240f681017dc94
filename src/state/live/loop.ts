import type { Frame, Source } from './source.ts';

interface LoopNeeds {
  /** A new frame is there. */
  readonly onArrived?: () => void;
  readonly source: Pick<Source, 'onFrame' | 'grab'>;
  /** Paint and show a frame; it closes the frame's image. Never rejects. */
  readonly paint: (frame: Frame) => Promise<void>;
  /** A frame came and went unseen, since a newer one was there before its turn. */
  readonly onDropped: () => void;
  /** The source has handed out no frame several times in a row, each time with an error. */
  readonly onFail: () => void;
}

/** One may be missing while a camera starts; a browser that has none never will. */
const MOST_MISSING = 5;

interface Loop {
  /** Paint what is there now, as after a change of settings while a film stands still. */
  again(): void;
  pause(): void;
  resume(): void;
  stop(): void;
}

/** Where there is no frame to take, the loop looks again so much later. */
const RETRY_MS = 100;

/**
 * Always current, never behind: one frame is being painted, and when that is done, the newest one is
 * next. Frames in between are dropped and counted.
 */
export function runLoop({ source, paint, onArrived, onDropped, onFail }: LoopNeeds): Loop {
  let busy = false;
  /** There is a frame that was not painted yet. */
  let waiting = false;
  /** The present frame is to be painted once more. */
  let asked = false;
  let paused = false;
  let stopped = false;
  let missing = 0;

  async function work() {
    busy = true;
    try {
      while ((waiting || asked) && !paused && !stopped) {
        [waiting, asked] = [false, false];
        const frame = await grab();
        if (!frame) {
          // As while a film jumps. What it jumps to may be there before it says so, or never say so.
          asked = true;
          setTimeout(wake, RETRY_MS);
          break;
        }
        if (stopped) frame.image.close();
        else await paint(frame);
      }
    } finally {
      busy = false;
    }
  }

  async function grab() {
    try {
      const frame = await source.grab();
      missing = 0;
      return frame;
    } catch {
      missing += 1;
      if (missing === MOST_MISSING && !stopped) onFail();
      return undefined;
    }
  }

  function wake() {
    if (!busy && !paused && !stopped) void work();
  }

  source.onFrame(() => {
    if (paused || stopped) return;
    onArrived?.();
    if (waiting) onDropped();
    waiting = true;
    wake();
  });

  function again() {
    asked = true;
    wake();
  }

  return {
    again,
    pause: () => (paused = true),
    resume: () => {
      paused = false;
      again();
    },
    stop: () => (stopped = true),
  };
}

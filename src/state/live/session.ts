import { EngineProblem, isLost, type ExecutorInfo } from '../../engine/index.ts';
import { faultOf, type AppFault } from '../shared/index.ts';
import { runLoop } from './loop.ts';
import { FrameMeter } from './meter.ts';
import { Pace } from './pace.ts';
import { imageSize } from './frameImage.ts';
import type { Painter } from './painter.ts';
import type { Look, Screen } from './screen.ts';
import type { Frame, Source } from './source.ts';
import type { LiveSettings, LiveSource, LiveStore, Shown } from './types.ts';

/** The figures on the page change so often, whatever the frames do. */
const METER_MS = 250;
/** A lost GPU is replaced; one that is lost again and again is not coming back. */
const MOST_FAILURES = 3;

interface Needs {
  readonly source: Source;
  readonly from: LiveSource;
  readonly painter: Painter;
  readonly store: LiveStore;
  readonly screen: Screen;
  readonly look: () => Look;
  /** Where `auto` begins. */
  readonly firstSize: number;
  /** The size must stay, as a recording wants it. */
  readonly keepsSize: () => boolean;
  /** The frames have another shape from the next one on, as when a phone is turned: a recording ends. */
  readonly endsRecording: () => Promise<void>;
  /** A frame has come. */
  readonly onFrame: () => void;
  /** The machine is needed for something else. */
  readonly rests: () => boolean;
  readonly onFail: (problem: AppFault) => void;
}

/** A source that is being painted, from its first frame until `end`. */
export interface Session {
  readonly source: Source;
  readonly from: LiveSource;
  /** Settings changed; a still is painted again. */
  refresh(settings: LiveSettings): void;
  /** Other networks paint now: what was measured is of the ones before. */
  restart(): void;
  /** The film stands still: a pause is no slow frame. */
  restartMeter(): void;
  pause(): void;
  resume(): void;
  /** Stops, and closes the source. */
  end(): void;
}

export function runSession(needs: Needs): Session {
  const { source, from, painter, store, screen, look } = needs;
  const { videoWidth, videoHeight } = source.video;
  const meter = new FrameMeter();
  const { rate } = store.getState().settings;
  /** A frame is never enlarged: that takes time and shows nothing more. */
  const most = Math.max(videoWidth, videoHeight);
  const pace = new Pace(rate, needs.firstSize, most);
  let failures = 0;
  let ended = false;

  const longSide = () => {
    const { size } = store.getState().settings;
    return size === 'auto' ? pace.report().size : Math.min(size, most);
  };

  async function paint(frame: Frame) {
    if (needs.rests()) {
      frame.image.close();
      return;
    }
    const { settings } = store.getState();
    const start = performance.now();
    try {
      const { painted, width, height } = await painter.paint(frame, settings, longSide());
      const paintings = painted.map(({ bitmap }) => bitmap);
      const layers = { camera: frame.image, paintings, width, height };
      if (needs.keepsSize() && !screen.hasShape(layers)) await needs.endsRecording();
      if (ended) {
        for (const image of [frame.image, ...paintings]) image.close();
        return;
      }
      const [w, h] = imageSize(frame.image);
      screen.show(layers, look(), needs.keepsSize());
      tellShown({
        aspect: w / h,
        models: painted.map(({ model }) => model),
        source: from,
      });
      failures = 0;
      const [one] = painted;
      if (!one) return; // the networks are still on their way
      const at = performance.now();
      const inference = Object.fromEntries(painted.map(({ model, ms }) => [model, ms]));
      const took = at - start;
      meter.show({ at, took, capturedAt: frame.capturedAt, inference, width, height });
      if (settings.size === 'auto' && !needs.keepsSize()) pace.frame(took, at);
      tell(one.executor);
    } catch (error) {
      frame.image.close();
      failures += 1;
      const lost = error instanceof EngineProblem && isLost(error.fault);
      if (!ended && (!lost || failures >= MOST_FAILURES)) needs.onFail(faultOf(error));
    }
  }

  /** The canvas has this picture now, and not before. */
  function tellShown(next: Shown) {
    const { shown } = store.getState();
    const same =
      shown?.aspect === next.aspect &&
      shown.source === next.source &&
      shown.models.join() === next.models.join();
    if (!same) store.setState({ shown: next });
  }

  function tell(executor: ExecutorInfo) {
    if (executor.id !== store.getState().executor?.id) store.setState({ executor });
  }

  const loop = runLoop({
    source,
    paint,
    onArrived: () => {
      meter.arrive(performance.now());
      needs.onFrame();
    },
    onDropped: () => meter.drop(),
    onFail: () => needs.onFail({ code: 'film/no-frames' }),
  });
  const showMeter = () => {
    const read = meter.read();
    // While nothing is painted, no size is sought.
    store.setState({ meter: read, pace: read && pace.report() });
  };
  const timer = setInterval(showMeter, METER_MS);
  loop.again();

  return {
    source,
    from,
    refresh: (settings) => {
      pace.aim(settings.rate);
      loop.again();
    },
    restart: () => {
      pace.reset();
      meter.restart();
      loop.again();
    },
    restartMeter: () => meter.restart(),
    pause: loop.pause,
    resume: () => {
      meter.restart();
      loop.resume();
    },
    end: () => {
      ended = true;
      clearInterval(timer);
      loop.stop();
      source.close();
      store.setState({ meter: undefined, pace: undefined, film: undefined });
    },
  };
}

import type { AppFault } from '../shared/index.ts';
import type { LiveStore } from './types.ts';

/** Milliseconds until the visitor is told: cameras take seconds to start, and so does an answer. */
const PATIENCE_MS = 8000;
/** A camera may be off for a moment while it starts. */
const OFF_MS = 2000;
const LOOK_MS = 500;

type Track = Pick<MediaStreamTrack, 'muted' | 'enabled'>;

/**
 * Keeps the field `cameraFault` of the state true: what the camera does not do, and the page waits for.
 *
 * @param rests whether no frames are expected, as in a hidden tab
 */
export function createCameraWatch(store: LiveStore, rests: () => boolean) {
  let timer: ReturnType<typeof setInterval> | undefined;
  /** When the last frame came, and since when the camera has been off; as performance.now(). */
  let last = 0;
  let offSince: number | undefined;

  function tell(code?: 'camera/no-answer' | 'camera/no-frames' | 'camera/muted') {
    const fault: AppFault | undefined = code && { code };
    if (store.getState().cameraFault?.code !== code) store.setState({ cameraFault: fault });
  }

  function look(track: Track) {
    const now = performance.now();
    const off = track.muted || !track.enabled;
    offSince = off ? (offSince ?? now) : undefined;
    if (rests()) last = now;
    if (offSince !== undefined && now - offSince >= OFF_MS) tell('camera/muted');
    else tell(now - last >= PATIENCE_MS ? 'camera/no-frames' : undefined);
  }

  function end() {
    clearInterval(timer);
    offSince = undefined;
    tell();
  }

  return {
    /** The visitor is asked for a camera. */
    ask() {
      end();
      timer = setInterval(() => tell('camera/no-answer'), PATIENCE_MS);
    },
    /** The camera is there, and is watched until `end`. */
    watch(track: Track | undefined) {
      end();
      last = performance.now();
      if (track) timer = setInterval(() => look(track), LOOK_MS);
    },
    /** A frame has come. */
    frame() {
      last = performance.now();
    },
    end,
  };
}

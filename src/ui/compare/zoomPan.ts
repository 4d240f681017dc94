import { gestures } from './gestures.ts';
import { fit, settle, zoomAt, type Placement, type Size } from './zoom.ts';

/** One press of a key or a button. */
const STEP = 1.25;
/** Pixels of the screen a picture pixel, at the most. */
const MOST = 16;
/** CSS pixels that an arrow key moves. */
const NUDGE = 40;
const NUDGES: Record<string, readonly [number, number]> = {
  ArrowLeft: [NUDGE, 0],
  ArrowRight: [-NUDGE, 0],
  ArrowUp: [0, NUDGE],
  ArrowDown: [0, -NUDGE],
};

export interface ZoomPan {
  zoomIn(): void;
  zoomOut(): void;
  fitIt(): void;
  /** One picture pixel on one pixel of the screen. */
  actualSize(): void;
  stop(): void;
}

/**
 * Zoom and pan of several frames in step: the elements with `data-frame` in `root`, all of one size.
 * The placement is given to CSS as variables of the root, which the frames inherit: React does not
 * render while one zooms, and no frame can be out of step. `value` says how large it is shown.
 */
export function zoomPan(root: HTMLElement, value: HTMLElement, picture: Size): ZoomPan {
  let chosen: Placement | undefined; // undefined: fitted, also when the frame's size changes

  const frame = (): Size => {
    const { clientWidth = 1, clientHeight = 1 } = root.querySelector('[data-frame]') ?? {};
    return { width: clientWidth, height: clientHeight };
  };
  const fitted = () => fit(picture, frame());
  const placement = () => (chosen ? settle(chosen, picture, frame()) : fitted());
  const actual = () => 1 / window.devicePixelRatio;

  function show() {
    const { scale, x, y } = placement();
    // A picture that lies between two pixels of the screen is blurred.
    const snap = (offset: number) => `${Math.round(offset / actual()) * actual()}px`;
    root.style.setProperty('--scale', `${scale}`);
    root.style.setProperty('--x', snap(x));
    root.style.setProperty('--y', snap(y));
    root.dataset['zoomed'] = `${scale > fitted().scale}`;
    root.dataset['pixelated'] = `${scale > 2 * actual()}`;
    value.textContent = `${Math.round((100 * scale) / actual())} %`;
  }

  function place(next: Placement) {
    const isFitted = Math.abs(next.scale / fitted().scale - 1) < 0.001;
    chosen = isFitted ? undefined : settle(next, picture, frame());
    show();
  }

  function zoomTo(wanted: number, x = frame().width / 2, y = frame().height / 2) {
    const least = Math.min(fitted().scale, actual());
    const most = Math.max(fitted().scale, MOST * actual());
    place(zoomAt(placement(), Math.min(most, Math.max(least, wanted)), x, y));
  }

  const zoomBy = (factor: number, x?: number, y?: number) =>
    zoomTo(placement().scale * factor, x, y);
  const zoomIn = () => zoomBy(STEP);
  const zoomOut = () => zoomBy(1 / STEP);
  const fitIt = () => place(fitted());
  const actualSize = () => zoomTo(actual());
  const panBy = (x: number, y: number) => {
    const now = placement();
    place({ scale: now.scale, x: now.x + x, y: now.y + y });
  };

  const KEYS: Record<string, () => void> = {
    '+': zoomIn,
    '=': zoomIn, // the same key without Shift
    '-': zoomOut,
    '0': fitIt,
    '1': actualSize,
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own zoom
    const nudge = NUDGES[event.key];
    const action = nudge ? () => panBy(...nudge) : KEYS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  const observer = new ResizeObserver(show);
  observer.observe(root);
  root.addEventListener('keydown', pressed);
  const stopGestures = gestures(root, { zoomBy, panBy });
  show();

  function stop() {
    observer.disconnect();
    root.removeEventListener('keydown', pressed);
    stopGestures();
  }
  return { zoomIn, zoomOut, fitIt, actualSize, stop };
}

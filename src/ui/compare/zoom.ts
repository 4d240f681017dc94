/**
 * Zoom and pan: where a picture lies in its frame, and the keys, wheel and gestures that move it.
 *
 * This is our own code. Libraries such as react-zoom-pan-pinch move one element each; here two frames move in step, the
 * wheel scrolls the page until the pictures have the focus, and offsets are rounded to pixels of the screen so that
 * 100 % is exact.
 */
import { useLayoutEffect, useRef } from 'react';

/** In CSS pixels for a frame, in its own pixels for a picture. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a picture lies in its frame. `scale`: CSS pixels per picture pixel. (x, y): its top left corner in CSS pixels. */
interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** @returns the placement that shows the whole picture, centred */
export function fit(picture: Size, frame: Size): Placement {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  return settle({ scale, x: 0, y: 0 }, picture, frame);
}

/** @returns a placement with another scale, where the point of the picture at (x, y) of the frame stays there */
export function zoomAt(at: Placement, scale: number, x: number, y: number): Placement {
  const factor = scale / at.scale;
  return { scale, x: x - (x - at.x) * factor, y: y - (y - at.y) * factor };
}

/** @returns the placement without a gap beside a picture larger than the frame; a smaller picture is centred */
export function settle(at: Placement, picture: Size, frame: Size): Placement {
  const along = (offset: number, room: number) =>
    room >= 0 ? room / 2 : Math.min(0, Math.max(room, offset));
  return {
    scale: at.scale,
    x: along(at.x, frame.width - picture.width * at.scale),
    y: along(at.y, frame.height - picture.height * at.scale),
  };
}

/** Factor of one press of a key or a button. */
const STEP = 1.25;
/** Pixels of the screen per picture pixel, at most. */
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
 * Zooms and pans several frames in step: the elements with `data-frame` in `root`, all of one size. The placement is
 * written to CSS variables of the root, which the frames inherit. So React does not render during a zoom, and all frames
 * always agree.
 *
 * @param value shows the scale in percent
 * @param picture in pixels
 */
function zoomPan(root: HTMLElement, value: HTMLElement, picture: Size): ZoomPan {
  let chosen: Placement | undefined; // undefined: the whole picture, also after the frame changes its size

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

/** Exponent per pixel of the wheel: a step of 100 pixels zooms by a quarter. */
const WHEEL = Math.log(1.25) / 100;
/** Pixels per unit of `deltaMode`: pixel, line, page. */
const UNITS = [1, 16, 400];

interface Moves {
  /** The point (x, y) of the frame stays where it is. */
  zoomBy(factor: number, x: number, y: number): void;
  panBy(x: number, y: number): void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Listens to wheel, drag and pinch on the frames in `root`.
 *
 * The wheel scrolls the page as usual, until the root has the focus (one click is enough) or Ctrl is held. Browsers
 * report the pinch of a trackpad as a wheel with Ctrl.
 *
 * @returns a function that stops it
 */
function gestures(root: HTMLElement, { zoomBy, panBy }: Moves): () => void {
  const fingers = new Map<number, Point>();

  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== root) return;
    event.preventDefault();
    const pixels = event.deltaY * (UNITS[event.deltaMode] ?? 1);
    const { x, y } = within(root, { x: event.clientX, y: event.clientY });
    zoomBy(Math.exp(-pixels * WHEEL), x, y);
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    // With a captured pointer the click would go to the root instead of the button.
    if (event.target instanceof Element && event.target.closest('button')) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    root.setPointerCapture(event.pointerId);
  };

  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    fingers.set(event.pointerId, now);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const middle = within(root, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      zoomBy(distance(now, other) / distance(before, other), middle.x, middle.y);
    }
    // The middle of two fingers moves half as far as one of them.
    const share = 1 / fingers.size;
    panBy((now.x - before.x) * share, (now.y - before.y) * share);
  };

  const up = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
  };

  // Otherwise the browser scrolls with two fingers, and sends no more pointer events.
  const touch = (event: TouchEvent) => {
    if (event.touches.length > 1) event.preventDefault();
  };

  root.addEventListener('wheel', wheel, { passive: false });
  root.addEventListener('touchstart', touch, { passive: false });
  root.addEventListener('pointerdown', down);
  root.addEventListener('pointermove', move);
  root.addEventListener('pointerup', up);
  root.addEventListener('pointercancel', up);
  return () => {
    root.removeEventListener('wheel', wheel);
    root.removeEventListener('touchstart', touch);
    root.removeEventListener('pointerdown', down);
    root.removeEventListener('pointermove', move);
    root.removeEventListener('pointerup', up);
    root.removeEventListener('pointercancel', up);
  };
}

const distance = (a: Point, b: Point) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));

/** @returns a point of the window in the coordinates of the frame that it is in, or of the first frame */
function within(root: HTMLElement, { x, y }: Point): Point {
  const boxes = [...root.querySelectorAll('[data-frame]')].map((f) => f.getBoundingClientRect());
  const box =
    boxes.find((b) => x >= b.left && x <= b.right && y >= b.top && y <= b.bottom) ?? boxes[0];
  return { x: x - (box?.left ?? 0), y: y - (box?.top ?? 0) };
}

/** @returns refs for the elements `root` and `value` of `zoomPan`, and one that has its controls while it is enabled */
export function useZoomPan({ width, height }: Size, enabled: boolean) {
  const root = useRef<HTMLDivElement>(null);
  const value = useRef<HTMLOutputElement>(null);
  const control = useRef<ZoomPan>(undefined);
  useLayoutEffect(() => {
    if (!enabled || !root.current || !value.current) return undefined;
    control.current = zoomPan(root.current, value.current, { width, height });
    return control.current.stop;
  }, [enabled, width, height]);
  return { root, value, control };
}

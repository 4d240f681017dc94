import type { Point } from './zoomPlacement.ts';

/** Exponent per pixel of the wheel: a step of 100 pixels zooms by a quarter. */
const WHEEL = Math.log(1.25) / 100;
/** Pixels per unit of `deltaMode`: pixel, line, page. */
const UNITS = [1, 16, 400];
/** A press that moves further, in CSS pixels, is no tap. */
const SLACK = 8;
/** Two taps so near in time (milliseconds) and space (CSS pixels) are a double one. */
const DOUBLE = { ms: 350, apart: 30 };
/** What takes drags itself: the knob of a divider, and whatever says so. */
const OWN_DRAG = '[data-grip], [data-own-drag]';

/** The middle button of a mouse moves the picture from anywhere. */
const MIDDLE = 1;

/** Points are in the coordinates of the frame that was touched. */
interface Moves {
  /** `at` stays where it is. */
  zoomBy(factor: number, at: Point): void;
  panBy(way: Point): void;
  /** A double click or a double tap. */
  toggle(at: Point): void;
}

/** A pointer that is pressed. */
interface Press {
  readonly start: Point;
  at: Point;
  /** Whether it may move the picture on its own. */
  readonly pans: boolean;
  moved: boolean;
}

/**
 * Listens to wheel, drag, pinch and double click on the frames in `root`.
 *
 * The wheel scrolls the page as usual until a picture was clicked or has the focus, or Ctrl is held. Chromium and Firefox
 * report the pinch of a trackpad as a wheel with Ctrl, Safari with events of its own.
 *
 * @returns a function that stops it
 */
export function listenToGestures(root: HTMLElement, moves: Moves): () => void {
  const ends = new AbortController();
  const presses = new Map<number, Press>();
  /** The wheel is for the picture that was clicked last, until something else is. */
  let takesWheel = false;
  let lastTap: (Point & { readonly time: number }) | undefined;

  const wheel = (event: WheelEvent) => {
    const isMeant = takesWheel || document.activeElement === root;
    if (!event.ctrlKey && !event.metaKey && !isMeant) return;
    event.preventDefault();
    const pixels = event.deltaY * (UNITS[event.deltaMode] ?? 1);
    moves.zoomBy(Math.exp(-pixels * WHEEL), within(root, pointOf(event)));
  };

  const down = (event: PointerEvent) => {
    const middle = event.button === MIDDLE;
    if ((event.button !== 0 && !middle) || !(event.target instanceof Element)) return;
    // With a captured pointer the click would go to the root instead of the button.
    if (event.target.closest('button, a')) return;
    const at = pointOf(event);
    const pans = middle || !event.target.closest(OWN_DRAG);
    presses.set(event.pointerId, { start: at, at, pans, moved: false });
    root.setPointerCapture(event.pointerId);
  };

  const move = (event: PointerEvent) => {
    const press = presses.get(event.pointerId);
    if (!press) return;
    const before = press.at;
    const now = pointOf(event);
    press.at = now;
    press.moved ||= distance(press.start, now) > SLACK;
    const other = [...presses].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      other.moved = true; // a pinch is no tap
      const middle = { x: (now.x + other.at.x) / 2, y: (now.y + other.at.y) / 2 };
      const factor = Math.max(1, distance(now, other.at)) / Math.max(1, distance(before, other.at));
      moves.zoomBy(factor, within(root, middle));
    } else if (!press.pans) {
      return;
    }
    // The middle of two fingers moves half as far as one of them.
    const share = 1 / presses.size;
    moves.panBy({ x: (now.x - before.x) * share, y: (now.y - before.y) * share });
  };

  const up = (event: PointerEvent) => {
    const press = presses.get(event.pointerId);
    presses.delete(event.pointerId);
    if (!press?.pans || press.moved || event.type !== 'pointerup') return;
    // Browsers on phones send no dblclick, so taps are counted here.
    const tap = { ...press.at, time: event.timeStamp };
    const isDouble =
      lastTap && tap.time - lastTap.time < DOUBLE.ms && distance(tap, lastTap) < DOUBLE.apart;
    lastTap = isDouble ? undefined : tap;
    if (isDouble) moves.toggle(within(root, tap));
  };

  // Otherwise browsers on Windows begin to scroll.
  const mouse = (event: MouseEvent) => {
    if (event.button === MIDDLE) event.preventDefault();
  };

  // Otherwise the browser scrolls with two fingers, and sends no more pointer events.
  const touch = (event: TouchEvent) => {
    if (event.touches.length > 1) event.preventDefault();
  };

  let pinched = 1;
  /** Of Safari on a Mac. On a phone it sends them beside the pointer events. */
  const pinch = (event: Event) => {
    event.preventDefault();
    const { scale, clientX, clientY } = event as SafariGesture;
    if (event.type === 'gesturechange' && presses.size === 0) {
      moves.zoomBy(scale / pinched, within(root, { x: clientX, y: clientY }));
    }
    pinched = scale;
  };

  const { signal } = ends;
  const clicked = ({ target }: PointerEvent) => {
    takesWheel = target instanceof Node && root.contains(target);
  };
  document.addEventListener('pointerdown', clicked, { signal, capture: true });
  root.addEventListener('wheel', wheel, { signal, passive: false });
  root.addEventListener('mousedown', mouse, { signal });
  root.addEventListener('touchstart', touch, { signal, passive: false });
  root.addEventListener('gesturestart', pinch, { signal });
  root.addEventListener('gesturechange', pinch, { signal });
  root.addEventListener('pointerdown', down, { signal });
  root.addEventListener('pointermove', move, { signal });
  root.addEventListener('pointerup', up, { signal });
  root.addEventListener('pointercancel', up, { signal });
  return () => ends.abort();
}

/** Known to Safari only. `scale`: against the start of the pinch. */
interface SafariGesture extends Event {
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

const pointOf = ({ clientX, clientY }: MouseEvent): Point => ({ x: clientX, y: clientY });

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** @returns a point of the window in the coordinates of the frame that it is in, or of the first frame */
function within(root: HTMLElement, { x, y }: Point): Point {
  const boxes = [...root.querySelectorAll('[data-frame]')].map((f) => f.getBoundingClientRect());
  const box =
    boxes.find((b) => x >= b.left && x <= b.right && y >= b.top && y <= b.bottom) ?? boxes[0];
  return { x: x - (box?.left ?? 0), y: y - (box?.top ?? 0) };
}

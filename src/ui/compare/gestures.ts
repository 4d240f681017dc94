/** Of a wheel's distance in pixels: a notch of 100 zooms by a quarter. */
const WHEEL = Math.log(1.25) / 100;
/** Pixels a unit of `deltaMode`: pixels, lines, pages. */
const UNITS = [1, 16, 400];

interface Moves {
  /** (x, y) of the frame under the pointer stays where it is. */
  zoomBy(factor: number, x: number, y: number): void;
  panBy(x: number, y: number): void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Wheel, drag and pinch on the frames in `root`. -> stops it
 *
 * The wheel scrolls the page, as everywhere, until the root has the focus (one click on it is enough)
 * or Ctrl is held; a trackpad's pinch comes as a wheel with Ctrl.
 */
export function gestures(root: HTMLElement, { zoomBy, panBy }: Moves): () => void {
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
    // Captured, the pointer would click on the root instead.
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

  // With two fingers the browser would scroll, and take the pointers away.
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

/** A place of the window, as one of the frame that it is in, or of the first one. */
function within(root: HTMLElement, { x, y }: Point): Point {
  const boxes = [...root.querySelectorAll('[data-frame]')].map((f) => f.getBoundingClientRect());
  const box =
    boxes.find((b) => x >= b.left && x <= b.right && y >= b.top && y <= b.bottom) ?? boxes[0];
  return { x: x - (box?.left ?? 0), y: y - (box?.top ?? 0) };
}

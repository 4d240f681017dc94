import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import {
  cropAspectOf,
  croppedSizeOf,
  drawTurned,
  turnedSizeOf,
  type Cropping,
  type Part,
} from '../../state/stylize/index.ts';
import { frameAspect, useRedraw } from '../shared/Canvas.tsx';
import { useStylizeActions } from '../shared/context.ts';
import { percent } from '../shared/format.ts';
import { words } from '../words/index.ts';
import { dragPart, type Edge, edgeAt, type Held, holdAt, moveEdge } from './cropGestures.ts';
import styles from './CropLayer.module.css';
import { useEscape } from './useEscape.ts';

const EDGES: readonly Edge[] = ['left', 'top', 'right', 'bottom'];

/** Pixels of the screen within which a side is held: a finger is broader than a mouse. */
const REACH = { mouse: 12, finger: 28 };

/** Pixels of the file that a part has at least, each way. */
const LEAST = 16;

/** Shares that a key moves a side. */
const STEPS: Record<string, number> = {
  ArrowLeft: -0.01,
  ArrowUp: -0.01,
  ArrowRight: 0.01,
  ArrowDown: 0.01,
  PageUp: -0.1,
  PageDown: 0.1,
  Home: -1,
  End: 1,
};

/** The whole photo as it is turned, the part that is chosen, and what changes that: pointers, and a slider for each side. */
export function CropLayer({ cropping }: { cropping: Cropping }) {
  const { changeCrop, cancelCropping } = useStylizeActions();
  const [focus, setFocus] = useState<Edge>();
  const first = useRef<HTMLInputElement>(null);
  const help = useId();
  const { draft } = cropping;
  const turned = turnedSizeOf(cropping);
  const least = { x: Math.min(1, LEAST / turned.width), y: Math.min(1, LEAST / turned.height) };
  // Who opens this with the keyboard can go on at once. Who comes back from another page is still at its link.
  useEffect(() => {
    if (!document.activeElement?.closest('nav')) first.current?.focus({ preventScroll: true });
  }, []);
  useEscape(cancelCropping);
  const aspect = turned.width / turned.height;
  const held = cropAspectOf(cropping);
  /** In shares of the photo's sides. */
  const ratio = held && held / aspect;
  const dragging = useDragging(draft, { least, ratio }, changeCrop);

  const frame = frameAspect(turned);
  const size = {
    width: `${100 * Math.min(1, aspect / frame)}%`,
    height: `${100 * Math.min(1, frame / aspect)}%`,
  };
  const onKeyDown = (edge: Edge) => (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    changeCrop(moveEdge(draft, edge, edgeAt(draft, edge) + step, least, ratio));
  };
  return (
    <div className={styles.layer} style={size} data-testid="crop">
      <TurnedPhoto cropping={cropping} />
      <div className={styles.part} data-focus={focus} style={placeOf(draft)} aria-hidden />
      <div className={styles.surface} aria-hidden {...dragging} />
      {EDGES.map((edge) => (
        <input
          key={edge}
          ref={edge === 'left' ? first : undefined}
          className="visually-hidden"
          type="range"
          min={0}
          max={100}
          step="any"
          value={100 * edgeAt(draft, edge)}
          aria-label={words.stylize.crop.edges[edge]}
          aria-valuetext={percent(edgeAt(draft, edge))}
          aria-describedby={help}
          onChange={({ target }) =>
            changeCrop(moveEdge(draft, edge, target.valueAsNumber / 100, least, ratio))
          }
          onKeyDown={onKeyDown(edge)}
          onFocus={({ target }) => target.matches(':focus-visible') && setFocus(edge)}
          onBlur={() => setFocus(undefined)}
        />
      ))}
      <p id={help} className="visually-hidden">
        {words.stylize.crop.help}
      </p>
    </div>
  );
}

const placeOf = ({ left, top, width, height }: Part) => ({
  ...{ left: `${100 * left}%`, top: `${100 * top}%` },
  ...{ width: `${100 * width}%`, height: `${100 * height}%` },
});

/** The whole photo, turned, mirrored and tilted. */
function TurnedPhoto({ cropping }: { cropping: Cropping }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { bitmap, draft } = cropping;
  const { turns, mirrored, tilt } = draft;
  const draw = useCallback(() => {
    if (canvas.current) drawTurned(canvas.current, bitmap, { turns, mirrored, tilt });
  }, [bitmap, turns, mirrored, tilt]);
  useLayoutEffect(draw, [draw]);
  useRedraw(canvas, draw);
  return <canvas ref={canvas} className={styles.photo} aria-hidden />;
}

/** @returns what the surface listens to: one pointer at a time drags what it holds */
function useDragging(
  part: Part,
  {
    least,
    ratio,
  }: {
    readonly least: { readonly x: number; readonly y: number };
    readonly ratio: number | undefined;
  },
  change: (part: Part) => void,
) {
  const drag = useRef<{ id: number; x: number; y: number; held: Held; from: Part }>(undefined);
  const placeIn = ({ clientX, clientY, currentTarget }: React.PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height, width, height };
  };
  const heldAt = (event: React.PointerEvent<HTMLElement>) => {
    const { x, y, width, height } = placeIn(event);
    const reach = REACH[event.pointerType === 'mouse' ? 'mouse' : 'finger'];
    return holdAt(part, x, y, { x: reach / width, y: reach / height });
  };
  const end = () => (drag.current = undefined);
  return {
    onPointerDown(event: React.PointerEvent<HTMLElement>) {
      const held = heldAt(event);
      if (event.button !== 0 || !event.isPrimary || !held) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      const { x, y } = placeIn(event);
      drag.current = { id: event.pointerId, x, y, held, from: part };
    },
    onPointerMove(event: React.PointerEvent<HTMLElement>) {
      const { current } = drag;
      if (current?.id === event.pointerId) {
        const { x, y } = placeIn(event);
        const [dx, dy] = [x - current.x, y - current.y];
        change(dragPart(current.from, current.held, dx, dy, least, ratio));
      } else event.currentTarget.style.cursor = cursorOf(heldAt(event));
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

function cursorOf(held: Held | undefined): string {
  if (!held) return 'default';
  if (held.length > 2) return 'move';
  const across = held.includes('left') || held.includes('right');
  if (held.length === 1) return across ? 'ew-resize' : 'ns-resize';
  return held.includes('left') === held.includes('top') ? 'nwse-resize' : 'nesw-resize';
}

/** The size of the chosen part, in pixels of the file. */
export function CropSize({ cropping }: { cropping: Cropping }) {
  const { width, height } = croppedSizeOf(cropping);
  return <span className={styles.size}>{words.stylize.pixels(width, height)}</span>;
}

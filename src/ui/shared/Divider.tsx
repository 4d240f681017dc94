import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef } from 'react';
import styles from './Divider.module.css';
import { dragBegins } from './dragBegins.ts';
import { useLostFocus } from './lostFocus.ts';

/** Percent that an arrow key moves; the pointer moves by tenths. */
const KEY_STEP = 2;
const DIRECTIONS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
};

interface Props {
  readonly label: string;
  /** Where it starts, in percent. */
  readonly start: number;
  /** Whether there is something to divide; without it the line is not shown. */
  readonly divides: boolean;
  /** Whether it takes the focus when the element that had it is gone. */
  readonly takesFocus?: boolean;
  readonly hidden?: boolean;
}

/**
 * A line that divides its parent in two. It is the browser's own range input, which works with the keyboard and has
 * the role of a slider. A mouse drags the line from anywhere. A finger drags the knob, or moves clearly sideways: any
 * other finger scrolls the page. It sets the CSS variable `--divider` of its parent, in percent from the left, so that
 * React does not render while it is dragged. In a picture that is zoomed (zoomPan.ts) only the knob is dragged.
 */
export function Divider({ label, start, divides, takesFocus = false, hidden = false }: Props) {
  const range = useRef<HTMLInputElement>(null);
  const show = () => {
    const { current } = range;
    current?.parentElement?.style.setProperty('--divider', `${current.value}%`);
  };
  const step = (event: KeyboardEvent<HTMLInputElement>) => {
    const direction = DIRECTIONS[event.key];
    if (!direction) return;
    event.preventDefault();
    event.currentTarget.valueAsNumber += direction * KEY_STEP;
    show();
  };
  const takeFocus = () => {
    if (document.activeElement !== range.current) range.current?.focus({ preventScroll: true });
  };
  const drag = useDrag((percent) => {
    if (!range.current) return;
    range.current.valueAsNumber = percent;
    takeFocus();
    show();
  }, takeFocus);
  useLayoutEffect(show, []);
  useLostFocus(range, takesFocus);
  return (
    <>
      <input
        ref={range}
        className={styles.range}
        type="range"
        min="0"
        max="100"
        step="0.1"
        defaultValue={start}
        aria-label={label}
        hidden={hidden}
        onInput={show}
        onKeyDown={step}
      />
      <div className={styles.line} hidden={hidden || !divides} aria-hidden>
        <span className={styles.knob} />
      </div>
      <div className={styles.surface} hidden={hidden} aria-hidden {...drag}>
        <span className={styles.grip} data-grip hidden={!divides} />
      </div>
    </>
  );
}

/** @returns what the surface listens to. `moveTo` is told where the pointer drags, in percent from the left. */
function useDrag(moveTo: (percent: number) => void, takeFocus: () => void) {
  /** Where the pointer was pressed, and whether it drags by now. */
  const press = useRef<Press>(undefined);
  const move = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    moveTo((100 * (clientX - left)) / width);
  };
  const end = () => (press.current = undefined);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      if (!event.isPrimary) end(); // a pinch, which zooms
      // Where the picture is zoomed, a drag from anywhere else moves the picture.
      const zoomed = event.currentTarget.closest('[data-zoomed="true"]') !== null;
      const onGrip = event.target !== event.currentTarget;
      if (!event.isPrimary) return;
      if (zoomed && !onGrip) {
        event.preventDefault(); // the keys stay with the range input
        takeFocus();
        return;
      }
      const dragging = event.pointerType === 'mouse' || onGrip;
      press.current = { id: event.pointerId, x: event.clientX, y: event.clientY, dragging };
      event.currentTarget.setPointerCapture(event.pointerId);
      if (!dragging) return;
      event.preventDefault(); // no selection of text, and the focus goes to the range input
      if (!onGrip) move(event);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { current } = press;
      if (!current || current.id !== event.pointerId) return;
      current.dragging ||= dragBegins(event.clientX - current.x, event.clientY - current.y);
      if (current.dragging) move(event);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

interface Press {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  dragging: boolean;
}

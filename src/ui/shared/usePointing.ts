import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';

/** Milliseconds after which a finger that rests is a long press, as phones have it. */
const LONG_PRESS = 450;

/**
 * Tells which of several options a mouse rests on, or a finger holds for long. A long press asks about an option, and
 * does not choose it.
 *
 * @returns what the element of an option listens to
 */
export function usePointing<Id>(onPoint: ((id: Id | undefined) => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const held = useRef(false);
  const touched = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (!onPoint) return () => ({});
  const end = () => {
    clearTimeout(timer.current);
    onPoint(undefined);
  };
  return (id: Id) => ({
    onPointerEnter: ({ pointerType }: PointerEvent) => {
      if (pointerType === 'mouse') onPoint(id);
    },
    onPointerLeave: end,
    onPointerDown: ({ pointerType }: PointerEvent) => {
      touched.current = pointerType !== 'mouse';
      held.current = false;
      if (!touched.current) return;
      timer.current = setTimeout(() => {
        held.current = true;
        onPoint(id);
      }, LONG_PRESS);
    },
    onPointerUp: ({ pointerType }: PointerEvent) => {
      if (pointerType !== 'mouse') end();
    },
    onPointerCancel: end,
    // The menu that phones open over a picture.
    onContextMenu: (event: MouseEvent) => {
      if (touched.current) event.preventDefault();
    },
    onClick: (event: MouseEvent) => {
      if (held.current) event.preventDefault();
      held.current = false;
    },
  });
}

import { type PointerEvent, useEffect, useRef } from 'react';
import { useStylize, useStylizeActions } from '../shared/context.ts';
import { MaskGrid, type CellPart } from './MaskGrid.tsx';
import styles from './MaskLayer.module.css';
import { useEscape } from './useEscape.ts';

interface Props {
  /** The size of the picture under it. */
  readonly picture: { readonly width: number; readonly height: number };
  /** A cell of the grid has the focus: a part of the picture, as shares of its sides. */
  readonly onCell: (part: CellPart) => void;
}

/** Fills its parent, which is as large as the picture: takes the strokes of mouse, pen and finger, and has the grid for the keyboard. */
export function MaskLayer({ picture, onCell }: Props) {
  const { stopMasking } = useStylizeActions();
  const { width } = useStylize((state) => state.masking.brush);
  const layer = useRef<HTMLDivElement>(null);
  const strokes = useStrokes(layer);
  useEscape(stopMasking);
  const brush = { '--brush': width } as React.CSSProperties;
  return (
    <div ref={layer} className={styles.layer} style={brush} data-testid="mask">
      <MaskGrid picture={picture} onCell={onCell} />
      <div className={styles.surface} aria-hidden data-own-drag {...strokes} />
      <span className={styles.ring} aria-hidden />
    </div>
  );
}

/** @returns what the surface listens to: one pointer at a time draws. The ring of `layer` follows it. */
function useStrokes(layer: React.RefObject<HTMLDivElement | null>) {
  const { draw, endStroke, dropStroke } = useStylizeActions();
  /** The pointer that draws. */
  const drawing = useRef<number>(undefined);
  // The pictures may be taken away during a stroke, and no event tells of its end then.
  useEffect(() => dropStroke, [dropStroke]);

  const place = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) => {
    const { left, top } = currentTarget.getBoundingClientRect();
    layer.current?.style.setProperty('--ring-x', `${clientX - left}px`);
    layer.current?.style.setProperty('--ring-y', `${clientY - top}px`);
    layer.current?.setAttribute('data-pointed', '');
  };
  const drawTo = ({ nativeEvent, currentTarget }: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    // All places since the last event, so that a quick stroke is as round as a slow one.
    const events = nativeEvent.getCoalescedEvents?.() ?? [];
    const points = (events.length > 0 ? events : [nativeEvent]).map(({ clientX, clientY }) => ({
      x: (clientX - left) / width,
      y: (clientY - top) / height,
    }));
    draw(points);
  };
  const leave = () => layer.current?.removeAttribute('data-pointed');
  const end = (finish: () => void) => (event: PointerEvent) => {
    if (event.pointerId !== drawing.current) return;
    drawing.current = undefined;
    finish();
    if (event.pointerType === 'touch') leave();
  };
  const drop = () => {
    drawing.current = undefined;
    dropStroke();
    leave();
  };
  return {
    // The focus stays where it is, and no text is selected.
    onMouseDown: (event: React.MouseEvent) => event.preventDefault(),
    onPointerDown(event: PointerEvent<HTMLElement>) {
      // A second finger begins a pinch, which zooms.
      if (!event.isPrimary) drop();
      if (event.button !== 0 || !event.isPrimary) return;
      drawing.current = event.pointerId;
      event.currentTarget.setPointerCapture(event.pointerId);
      place(event);
      drawTo(event);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (event.isPrimary) place(event);
      if (event.pointerId === drawing.current) drawTo(event);
    },
    onPointerUp: end(endStroke),
    onPointerCancel: end(dropStroke),
    onPointerLeave: leave,
  };
}

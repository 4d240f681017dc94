import { type PointerEvent, useEffect, useRef } from 'react';
import { frameAspect } from '../shared/Canvas.tsx';
import { useStylize, useStylizeActions } from '../shared/context.ts';
import { MaskGrid } from './MaskGrid.tsx';
import styles from './MaskLayer.module.css';

interface Props {
  /** The size of the picture under it. */
  readonly picture: { readonly width: number; readonly height: number };
}

/** Over the picture, exactly as large: takes the strokes of mouse, pen and finger, and has the grid for the keyboard. */
export function MaskLayer({ picture }: Props) {
  const { stopMasking } = useStylizeActions();
  const { width } = useStylize((state) => state.masking.brush);
  const layer = useRef<HTMLDivElement>(null);
  const strokes = useStrokes(layer);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) stopMasking();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [stopMasking]);
  const aspect = picture.width / picture.height;
  const frame = frameAspect(picture);
  const size = {
    width: `${100 * Math.min(1, aspect / frame)}%`,
    height: `${100 * Math.min(1, frame / aspect)}%`,
  };
  const brush = { ...size, '--brush': width } as React.CSSProperties;
  return (
    <div ref={layer} className={styles.layer} style={brush} data-testid="mask">
      <MaskGrid picture={picture} />
      <div className={styles.surface} aria-hidden {...strokes} />
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
    layer.current?.style.setProperty('--x', `${clientX - left}px`);
    layer.current?.style.setProperty('--y', `${clientY - top}px`);
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
  return {
    // The focus stays where it is, and no text is selected.
    onMouseDown: (event: React.MouseEvent) => event.preventDefault(),
    onPointerDown(event: PointerEvent<HTMLElement>) {
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

import { useLayoutEffect, useRef } from 'react';
import type { Size } from './zoom.ts';
import { zoomPan, type ZoomPan } from './zoomPan.ts';

/** `root` and `value` are to be given to the elements that `zoomPan` wants; `control` follows. */
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

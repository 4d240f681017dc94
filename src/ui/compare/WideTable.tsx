import { type ReactNode, useEffect, useRef } from 'react';
import styles from './WideTable.module.css';

/**
 * The place of a table that is wider than a phone. It scrolls sideways, with the keyboard, too, and fades out at the edge
 * where there is more.
 */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current ? markEdges(place.current) : undefined), []);
  return (
    <div
      ref={place}
      className={styles.scroll}
      // Without it, the keyboard could not scroll it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      {children}
    </div>
  );
}

/** Mark a place with data-left and data-right while there is more at that edge. @returns what ends it */
function markEdges(place: HTMLElement): () => void {
  const mark = () => {
    const { scrollLeft, scrollWidth, clientWidth } = place;
    const most = scrollWidth - clientWidth;
    // From right to left the browser counts from 0 down.
    const at = getComputedStyle(place).direction === 'rtl' ? most + scrollLeft : scrollLeft;
    // Where the page is zoomed, the ends are less than a pixel off.
    place.toggleAttribute('data-left', at > 1);
    place.toggleAttribute('data-right', at < most - 1);
  };
  const sizes = new ResizeObserver(mark);
  for (const element of [place, ...place.children]) sizes.observe(element);
  place.addEventListener('scroll', mark, { passive: true });
  return () => {
    sizes.disconnect();
    place.removeEventListener('scroll', mark);
  };
}

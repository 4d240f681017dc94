import { type ReactNode, useEffect, useRef } from 'react';
import styles from './PictureTools.module.css';

interface Props {
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Below the picture while something is drawn on it: what it is drawn with, and how that ends. */
export function PictureTools({ label, className, children }: Props) {
  const tools = useRef<HTMLDivElement>(null);
  // The visitor may have scrolled away from the picture to the button that opened this.
  useEffect(() => {
    tools.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div
      ref={tools}
      role="group"
      aria-label={label}
      className={[styles.tools, className].filter(Boolean).join(' ')}
    >
      {children}
    </div>
  );
}

import { type ReactNode, useEffect, useRef } from 'react';
import { words } from '../words/index.ts';
import styles from './Details.module.css';

interface Props {
  /** `over`: the content opens over what is above it, so that it moves nothing. */
  readonly place?: 'below' | 'over';
  readonly children: ReactNode;
}

/** Figures that not everybody needs, behind a button. It is the browser's own disclosure. */
export function Details({ place = 'below', children }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => (place === 'over' ? closeByItself(details.current) : undefined), [place]);
  return (
    <details ref={details} className={`${styles.details} ${styles[place]}`}>
      <summary>{words.shared.details}</summary>
      <div className={styles.content}>{children}</div>
    </details>
  );
}

/** Closes it with Escape and with a press elsewhere, as menus do. @returns what ends that */
function closeByItself(details: HTMLDetailsElement | null) {
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape' && details?.open) details.open = false;
  };
  const onPress = ({ target }: PointerEvent) => {
    if (details?.open && !details.contains(target as Node)) details.open = false;
  };
  document.addEventListener('keydown', onKey);
  document.addEventListener('pointerdown', onPress);
  return () => {
    document.removeEventListener('keydown', onKey);
    document.removeEventListener('pointerdown', onPress);
  };
}

import { useRef } from 'react';
import { FilmBar } from './FilmBar.tsx';
import { LiveButtons } from './LiveButtons.tsx';
import styles from './LiveEasel.module.css';
import { LiveFrame } from './LiveFrame.tsx';
import { MeterBar } from './MeterBar.tsx';
import { LiveViewPicker } from './LiveViewPicker.tsx';

/** The picture and everything that belongs right under it. */
export function LiveEasel() {
  const whole = useRef<HTMLDivElement>(null);
  return (
    <div ref={whole} className={styles.easel}>
      <h1 className="visually-hidden">Live</h1>
      <LiveFrame />
      <div className={styles.below}>
        <FilmBar />
        <div className={styles.tools}>
          <LiveButtons whole={whole} />
          <LiveViewPicker />
        </div>
        <MeterBar />
      </div>
    </div>
  );
}

import { ImageUp } from 'lucide-react';
import { useStylize } from '../context.ts';
import { useBrowse } from './Dropzone.tsx';
import { Samples } from './Samples.tsx';
import styles from './Welcome.module.css';

/** The page before there is a photo: one large target, and pictures to try. */
export function Welcome() {
  const browse = useBrowse();
  const opening = useStylize((state) => state.opening);
  return (
    <div className={styles.welcome}>
      <h1>Your photo, as a painting</h1>
      <button type="button" className={styles.target} onClick={browse} disabled={Boolean(opening)}>
        <ImageUp size={44} strokeWidth={1.4} aria-hidden />
        <strong>
          {opening ? `Opening ${opening} …` : 'Drop a photo, paste it, or choose one'}
        </strong>
        <span>JPEG, PNG, WebP, AVIF or GIF, up to 50 MB</span>
      </button>
      <h2>Or try one of these</h2>
      <Samples />
    </div>
  );
}

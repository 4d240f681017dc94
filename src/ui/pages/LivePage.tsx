import { Dropzone } from '../components/Dropzone.tsx';
import { LiveControls } from '../live/LiveControls.tsx';
import { LiveEasel } from '../live/LiveEasel.tsx';
import { LiveStart } from '../live/LiveStart.tsx';
import { useLive, useLiveActions } from '../live/useLive.ts';
import styles from './StylizePage.module.css';

const VIDEO = { label: 'Video', accept: 'video/*' };

/** The webcam as a painting, or a video file. */
export function LivePage() {
  const { open } = useLiveActions();
  const empty = useLive(({ stage }) => stage.status === 'empty');
  return (
    <main className={styles.page}>
      <Dropzone onFiles={open} takes={VIDEO}>
        <section className={styles.stage} aria-label="Canvas">
          {empty ? <LiveStart /> : <LiveEasel />}
        </section>
        <LiveControls />
      </Dropzone>
    </main>
  );
}

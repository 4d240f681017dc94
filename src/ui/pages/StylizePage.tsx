import { Controls } from '../components/Controls.tsx';
import { Dropzone } from '../components/Dropzone.tsx';
import { Easel } from '../components/Easel.tsx';
import { Welcome } from '../components/Welcome.tsx';
import { useStylize } from '../context.ts';
import styles from './StylizePage.module.css';

/** Drop a photo, get a painting. */
export function StylizePage() {
  const empty = useStylize((state) => state.stage.status === 'empty');
  return (
    <main className={styles.page}>
      <Dropzone>
        <section className={styles.stage} aria-label="Canvas">
          {empty ? <Welcome /> : <Easel />}
        </section>
        <Controls />
      </Dropzone>
    </main>
  );
}

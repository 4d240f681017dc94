import { Controls } from '../components/Controls.tsx';
import { Dropzone } from '../components/Dropzone.tsx';
import { Easel } from '../components/Easel.tsx';
import { Welcome } from '../components/Welcome.tsx';
import { useActions, usePhotos, useStylize } from '../context.ts';
import { sentenceOf } from '../words/index.ts';
import styles from './StylizePage.module.css';

/** Drop a photo, get a painting. */
export function StylizePage() {
  const { open } = useActions();
  const empty = useStylize((state) => state.stage.status === 'empty');
  return (
    <main className={styles.page}>
      <Dropzone onFiles={open}>
        <section className={styles.stage} aria-label="Canvas">
          {empty ? <Empty /> : <Easel />}
        </section>
        <Controls />
      </Dropzone>
    </main>
  );
}

function Empty() {
  const { connect, openSample } = useActions();
  const connection = useStylize((state) => state.connection);
  const opening = usePhotos((state) => Boolean(state.opening));
  return (
    <Welcome
      title="Your photo, as a painting"
      opening={opening}
      problem={connection.status === 'failed' ? sentenceOf(connection.problem) : undefined}
      onRetry={connect}
      onSample={openSample}
    />
  );
}

import { Chapters } from '../compare/Chapters.tsx';
import { CompareSettings } from '../compare/CompareSettings.tsx';
import { useCompare, useCompareActions } from '../compare/useCompare.ts';
import { useFigures } from '../compare/useFigures.ts';
import { Reported } from '../compare/Reported.tsx';
import { Stage } from '../compare/Stage.tsx';
import { Dropzone } from '../components/Dropzone.tsx';
import { Welcome } from '../components/Welcome.tsx';
import { useActions, usePhotos } from '../context.ts';
import { sentenceOf } from '../words/index.ts';
import styles from './ComparePage.module.css';

/** Two networks on the same pixels: their pictures, quality, latency and size side by side. */
export function ComparePage() {
  const { open, closeReport } = useCompareActions();
  const report = useCompare((state) => state.report);
  const empty = usePhotos(({ photo }) => !photo);
  return (
    <main className={styles.page}>
      <Dropzone onFiles={open}>
        {report ? (
          <Reported report={report} onClose={closeReport} />
        ) : empty ? (
          <Empty />
        ) : (
          <Comparing />
        )}
      </Dropzone>
    </main>
  );
}

function Empty() {
  const { openSample } = useActions();
  const { connect } = useCompareActions();
  const connection = useCompare((state) => state.connection);
  const opening = usePhotos((state) => Boolean(state.opening));
  return (
    <div className={styles.welcome}>
      <Welcome
        title="Two networks, one picture"
        opening={opening}
        problem={connection.status === 'failed' ? sentenceOf(connection.problem) : undefined}
        onRetry={connect}
        onSample={openSample}
      />
    </div>
  );
}

function Comparing() {
  const figures = useFigures();
  return (
    <>
      <div className={styles.top}>
        <Stage figures={figures} />
        <CompareSettings />
      </div>
      {figures && <Chapters figures={figures} reported={false} />}
    </>
  );
}

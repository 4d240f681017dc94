import { useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import {
  knownOfBoth,
  figuresOf,
  type KnownFigures,
  knownOfSide,
} from '../../state/compare/index.ts';
import { useCompare, useCompareActions, usePhotos, usePhotosActions } from '../shared/context.ts';
import { Dropzone } from '../shared/Files.tsx';
import { Welcome } from '../shared/Welcome.tsx';
import { words } from '../words/compare.ts';
import { Chapters } from './Chapters.tsx';
import styles from './ComparePage.module.css';
import { CompareSettings } from './CompareSettings.tsx';
import { OpenedReport } from './OpenedReport.tsx';
import { OpenReport } from './ReportButtons.tsx';
import { Results } from './Results.tsx';

/** Two networks on the same pixels: their pictures, quality, latency and size side by side. */
export function ComparePage() {
  const { open, openReports, closeReport } = useCompareActions();
  const report = useCompare((state) => state.report);
  const other = useCompare((state) => state.otherReport);
  const empty = usePhotos(({ photo }) => !photo);
  const shown = report ? 'report' : empty ? 'empty' : 'comparing';
  // What the visitor had in use goes with it where something else is shown.
  const [first] = useState(shown);
  const [hasChanged, setHasChanged] = useState(false);
  if (shown !== first && !hasChanged) setHasChanged(true);
  return (
    <main className={styles.page}>
      <Dropzone onFiles={open}>
        {report ? (
          <OpenedReport report={report} other={other} onClose={closeReport} onOpen={openReports} />
        ) : empty ? (
          <Empty takesFocus={hasChanged} />
        ) : (
          <Comparing takesFocus={hasChanged} />
        )}
      </Dropzone>
    </main>
  );
}

interface Props {
  /** Whether it takes the place, and the focus, of something else on this page. */
  readonly takesFocus: boolean;
}

function Empty({ takesFocus }: Props) {
  const { openSample } = usePhotosActions();
  const { connect, openReports } = useCompareActions();
  const connection = useCompare((state) => state.connection);
  const opening = usePhotos((state) => Boolean(state.opening));
  return (
    <div className={styles.welcome}>
      <Welcome
        title={words.compare.title}
        opening={opening}
        problem={connection.status === 'failed' ? connection.problem : undefined}
        onRetry={connect}
        onSample={openSample}
      />
      <div className={styles.report}>
        <p>{words.compare.report.without}</p>
        <OpenReport takesFocus={takesFocus} onOpen={openReports} />
      </div>
    </div>
  );
}

function Comparing({ takesFocus }: Props) {
  const figures = useFigures();
  return (
    <>
      <div className={styles.top}>
        <Results figures={figures} takesFocus={takesFocus} />
        <CompareSettings />
      </div>
      {figures && <Chapters figures={figures} reported={false} />}
    </>
  );
}

/** @returns the figures of both sides, as far as they are known; the same object until a figure changes */
function useFigures(): KnownFigures | undefined {
  const left = useCompare(useShallow((state) => knownOfSide(state, 'left')));
  const right = useCompare(useShallow((state) => knownOfSide(state, 'right')));
  const known = useCompare(useShallow(knownOfBoth));
  return useMemo(() => figuresOf({ ...known, sides: { left, right } }), [known, left, right]);
}

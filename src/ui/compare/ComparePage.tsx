import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Manifest } from '../../engine/index.ts';
import {
  knownOfBoth,
  figuresOf,
  type KnownFigures,
  knownOfSide,
} from '../../state/compare/index.ts';
import { useCompare, useCompareActions, usePhotos, usePhotosActions } from '../shared/context.ts';
import { Dropzone, useBrowse } from '../shared/Files.tsx';
import { BoldnessSlider, SizePicker } from '../shared/Pickers.tsx';
import { RemovePhoto } from '../shared/RemovePhoto.tsx';
import settings from '../shared/Settings.module.css';
import { StylePicker } from '../shared/Styles.tsx';
import { Samples, Welcome } from '../shared/Welcome.tsx';
import { sentenceOf, words } from '../words/index.ts';
import { Chapters } from './Chapters.tsx';
import styles from './ComparePage.module.css';
import { OpenedReport } from './OpenedReport.tsx';
import { Results } from './Results.tsx';

/** Two networks on the same pixels: their pictures, quality, latency and size side by side. */
export function ComparePage() {
  const { open, closeReport } = useCompareActions();
  const report = useCompare((state) => state.report);
  const empty = usePhotos(({ photo }) => !photo);
  return (
    <main className={styles.page}>
      <Dropzone onFiles={open}>
        {report ? (
          <OpenedReport report={report} onClose={closeReport} />
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
  const { openSample } = usePhotosActions();
  const { connect } = useCompareActions();
  const connection = useCompare((state) => state.connection);
  const opening = usePhotos((state) => Boolean(state.opening));
  return (
    <div className={styles.welcome}>
      <Welcome
        title={words.compare.title}
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
        <Results figures={figures} />
        <CompareSettings />
      </div>
      {figures && <Chapters figures={figures} reported={false} />}
    </>
  );
}

/** What both sides share: photo, style and size. */
export function CompareSettings() {
  const { openSample } = usePhotosActions();
  const connection = useCompare((state) => state.connection);
  const opening = usePhotos((state) => Boolean(state.opening));
  const browse = useBrowse();
  return (
    <aside className={settings.column} aria-label={words.compare.settings}>
      <section className={settings.group}>
        <h2>{words.compare.photo}</h2>
        <button type="button" className="button" onClick={browse} disabled={opening}>
          {opening ? words.shared.opening : words.shared.chooseAPhoto}
        </button>
        <Samples disabled={opening} onOpen={openSample} />
        <RemovePhoto />
      </section>
      {connection.status === 'connected' && <Choices manifest={connection.manifest} />}
    </aside>
  );
}

function Choices({ manifest }: { manifest: Manifest }) {
  const { choose } = useCompareActions();
  const { style, boldness, size } = useCompare((state) => state.settings);
  const mixed = useCompare((state) => state.mixed);
  return (
    <>
      <div className={settings.group}>
        <StylePicker manifest={manifest} chosen={style} onChoose={(id) => choose({ style: id })} />
        {mixed && <p className={settings.quiet}>{words.compare.notAMix}</p>}
      </div>
      <BoldnessSlider
        manifest={manifest}
        boldness={boldness}
        onChoose={(value) => choose({ boldness: value })}
      />
      <SizePicker size={size} onChoose={(side) => choose({ size: side })} />
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

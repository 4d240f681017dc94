import type { Capabilities, Manifest } from '../../engine/index.ts';
import type { KnownFigures } from '../../state/compare/index.ts';
import { usePhotos } from '../context.ts';
import { Headline } from './Headline.tsx';
import { headline } from './headline.ts';
import { ModelsTable } from './ModelsTable.tsx';
import { chosenNames } from './names.ts';
import { useCompare, useCompareActions } from './useCompare.ts';
import { SidesBar } from './SidesBar.tsx';
import { Viewer } from './Viewer.tsx';
import { sentenceOf } from '../words/index.ts';
import styles from './Stage.module.css';

/** The pictures, what paints them, and the answer in a few figures. */
export function Stage({ figures }: { figures: KnownFigures | undefined }) {
  const { connect } = useCompareActions();
  const connection = useCompare((state) => state.connection);
  return (
    <section className={styles.stage} aria-labelledby="compare-title">
      <div className={styles.head}>
        <h1 id="compare-title">Two networks, one picture</h1>
        <p>Both paint your photo, here on this device. See what the smaller one loses and saves.</p>
      </div>
      {connection.status === 'connecting' && <p className={styles.note}>Starting …</p>}
      {connection.status === 'failed' && (
        <div role="alert" className={styles.note}>
          <p>{sentenceOf(connection.problem)}</p>
          <button type="button" className="button small" onClick={() => void connect()}>
            Try again
          </button>
        </div>
      )}
      {connection.status === 'connected' && <Pictures {...connection} />}
      {figures && <Headline figures={headline(figures)} />}
    </section>
  );
}

interface PicturesProps {
  readonly manifest: Manifest;
  /** Unknown until the browser has been asked. */
  readonly capabilities?: Capabilities;
}

function Pictures({ manifest, capabilities }: PicturesProps) {
  const actions = useCompareActions();
  const photo = usePhotos((state) => state.photo);
  const settings = useCompare((state) => state.settings);
  const sides = useCompare((state) => state.sides);
  const comparison = useCompare((state) => state.comparison);
  const rows = useCompare((state) => state.rows);
  if (!photo) return null;
  return (
    <>
      <SidesBar
        choices={settings}
        states={sides}
        manifest={manifest}
        capabilities={capabilities}
        onChoose={actions.chooseSide}
        onSwap={actions.swap}
        onCopy={actions.copyToOther}
      />
      <Viewer
        view={settings.view}
        onView={(view) => actions.choose({ view })}
        sides={sides}
        names={chosenNames(manifest, settings)}
        photo={photo.bitmap}
        comparison={comparison}
        onCancel={actions.cancel}
        onRetry={actions.paint}
        models={
          <ModelsTable
            manifest={manifest}
            rows={rows}
            onRun={() => void actions.runAllModels()}
            onCancel={actions.cancel}
          />
        }
      />
    </>
  );
}

import { autoSize, type Manifest } from '../../state/index.ts';
import { useActions, usePhotos, useStylize } from '../context.ts';
import styles from './Controls.module.css';
import { useBrowse } from './Dropzone.tsx';
import { ModelPicker } from './ModelPicker.tsx';
import { Samples } from './Samples.tsx';
import { SizePicker } from './SizePicker.tsx';
import { StylePicker } from './StylePicker.tsx';

/** The column of choices. */
export function Controls() {
  const connection = useStylize((state) => state.connection);
  return (
    <aside className={styles.controls} aria-label="Settings">
      {connection.status === 'connected' && <Choices manifest={connection.manifest} />}
      {connection.status === 'connecting' && <p className={styles.quiet}>Starting …</p>}
      <OtherPhoto />
    </aside>
  );
}

function Choices({ manifest }: { manifest: Manifest }) {
  const { choose } = useActions();
  const { style, network, size } = useStylize((state) => state.settings);
  const precision = useStylize((state) => state.precision);
  const auto = useStylize(({ connection }) =>
    autoSize(connection.status === 'connected' ? connection.capabilities : undefined),
  );
  return (
    <>
      <StylePicker manifest={manifest} chosen={style} onChoose={(id) => choose({ style: id })} />
      <ModelPicker
        manifest={manifest}
        precision={precision}
        chosen={network}
        onChoose={(id) => choose({ network: id })}
      />
      <SizePicker size={size} auto={auto} onChoose={(side) => choose({ size: side })} />
    </>
  );
}

function OtherPhoto() {
  const { openSample } = useActions();
  const empty = useStylize((state) => state.stage.status === 'empty');
  const opening = usePhotos((state) => state.opening);
  const browse = useBrowse();
  if (empty) return null;
  return (
    <section className={styles.group}>
      <h2>Another photo</h2>
      <button type="button" className="button" onClick={browse} disabled={Boolean(opening)}>
        {opening ? 'Opening …' : 'Choose a photo'}
      </button>
      <Samples disabled={Boolean(opening)} onOpen={openSample} />
    </section>
  );
}

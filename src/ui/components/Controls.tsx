import { useStylize } from '../context.ts';
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
      {connection.status === 'connected' && (
        <>
          <StylePicker manifest={connection.manifest} />
          <ModelPicker manifest={connection.manifest} />
          <SizePicker />
        </>
      )}
      {connection.status === 'connecting' && <p className={styles.quiet}>Starting …</p>}
      <OtherPhoto />
    </aside>
  );
}

function OtherPhoto() {
  const empty = useStylize((state) => state.stage.status === 'empty');
  const opening = useStylize((state) => state.opening);
  const browse = useBrowse();
  if (empty) return null;
  return (
    <section className={styles.group}>
      <h2>Another photo</h2>
      <button type="button" className="button" onClick={browse} disabled={Boolean(opening)}>
        {opening ? 'Opening …' : 'Choose a photo'}
      </button>
      <Samples />
    </section>
  );
}

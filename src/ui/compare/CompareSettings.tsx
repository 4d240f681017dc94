import type { Manifest } from '../../engine/index.ts';
import controls from '../components/Controls.module.css';
import { useBrowse } from '../components/Dropzone.tsx';
import { Samples } from '../components/Samples.tsx';
import { SizePicker } from '../components/SizePicker.tsx';
import { StylePicker } from '../components/StylePicker.tsx';
import { useActions, usePhotos } from '../context.ts';
import { useCompare, useCompareActions } from './useCompare.ts';

/** What both sides share: photo, style and size. */
export function CompareSettings() {
  const { openSample } = useActions();
  const connection = useCompare((state) => state.connection);
  const opening = usePhotos((state) => Boolean(state.opening));
  const browse = useBrowse();
  return (
    <aside className={controls.controls} aria-label="Settings of both sides">
      <section className={controls.group}>
        <h2>Photo</h2>
        <button type="button" className="button" onClick={browse} disabled={opening}>
          {opening ? 'Opening …' : 'Choose a photo'}
        </button>
        <Samples disabled={opening} onOpen={openSample} />
      </section>
      {connection.status === 'connected' && <Choices manifest={connection.manifest} />}
    </aside>
  );
}

function Choices({ manifest }: { manifest: Manifest }) {
  const { choose } = useCompareActions();
  const { style, size } = useCompare((state) => state.settings);
  return (
    <>
      <StylePicker manifest={manifest} chosen={style} onChoose={(id) => choose({ style: id })} />
      <SizePicker size={size} onChoose={(side) => choose({ size: side })} />
    </>
  );
}

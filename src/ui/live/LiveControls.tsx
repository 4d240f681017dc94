import type { Manifest } from '../../state/index.ts';
import controls from '../components/Controls.module.css';
import { ModelPicker } from '../components/ModelPicker.tsx';
import { StylePicker } from '../components/StylePicker.tsx';
import { SourcePicker } from './SourcePicker.tsx';
import { SpeedPicker } from './SpeedPicker.tsx';
import { LookPicker } from './LookPicker.tsx';
import { useLive, useLiveActions } from './useLive.ts';

/** The column of choices. All of them work while frames are painted. */
export function LiveControls() {
  const connection = useLive((state) => state.connection);
  return (
    <aside className={controls.controls} aria-label="Settings">
      {connection.status === 'connected' && <Choices manifest={connection.manifest} />}
      {connection.status === 'connecting' && <p className={controls.quiet}>Starting …</p>}
    </aside>
  );
}

function Choices({ manifest }: { manifest: Manifest }) {
  const { choose } = useLiveActions();
  const { style, network, view } = useLive((state) => state.settings);
  return (
    <>
      <StylePicker manifest={manifest} chosen={style} onChoose={(id) => choose({ style: id })} />
      {view === 'painting' && (
        <ModelPicker
          manifest={manifest}
          precision="float16"
          chosen={network}
          onChoose={(id) => choose({ network: id })}
        />
      )}
      <SourcePicker />
      <SpeedPicker />
      <LookPicker />
    </>
  );
}

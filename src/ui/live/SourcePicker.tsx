import type { Camera } from '../../state/live/index.ts';
import { useBrowse } from '../components/Dropzone.tsx';
import controls from '../components/Controls.module.css';
import styles from './LiveControls.module.css';
import { Switch } from './Switch.tsx';
import { useLive, useLiveActions } from './useLive.ts';

function nameOf({ label, facing }: Camera, index: number): string {
  const name = label || `Camera ${index + 1}`;
  return facing && !name.toLowerCase().includes(facing) ? `${name} (${facing})` : name;
}

/** Which camera, and which way round. */
export function SourcePicker() {
  const { choose, setMirror, startCamera } = useLiveActions();
  const cameras = useLive((state) => state.cameras);
  const mirror = useLive((state) => state.mirror);
  const stage = useLive((state) => state.stage);
  const wanted = useLive((state) => state.settings.camera);
  const browse = useBrowse();
  const source = stage.status === 'running' ? stage.source : undefined;
  const chosen = source?.kind === 'camera' ? source.camera.id : wanted;
  return (
    <section className={controls.group} aria-label="Source">
      <h2>Source</h2>
      {cameras.length > 0 && (
        <label className={styles.row}>
          <span>Camera</span>
          <select
            value={cameras.some(({ id }) => id === chosen) ? chosen : ''}
            onChange={({ target }) => choose({ camera: target.value })}
          >
            <option value="">Automatic</option>
            {cameras.map((camera, index) => (
              <option key={camera.id} value={camera.id}>
                {nameOf(camera, index)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Switch label="Mirror" on={mirror} onSwitch={setMirror} />
      <div className={styles.pair}>
        {source?.kind !== 'camera' && (
          <button type="button" className="button small" onClick={() => void startCamera()}>
            Start the camera
          </button>
        )}
        <button type="button" className="button small" onClick={browse}>
          Open a video file
        </button>
      </div>
    </section>
  );
}

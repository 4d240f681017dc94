import type { Manifest } from '../../engine/index.ts';
import { type Camera, networksOf, PACES, RATES } from '../../state/live/index.ts';
import { useLive, useLiveActions } from '../shared/context.ts';
import { useBrowse } from '../shared/Files.tsx';
import { BoldnessSlider, ModelPicker } from '../shared/Pickers.tsx';
import settings from '../shared/Settings.module.css';
import { Slider } from '../shared/Slider.tsx';
import { StyleMixer } from '../shared/Styles.tsx';
import { Switch } from '../shared/Switch.tsx';
import { startingText, words } from '../words/index.ts';
import styles from './LiveSettings.module.css';

/** The column of settings. All of them can be changed while frames are painted. */
export function LiveSettings() {
  const connection = useLive((state) => state.connection);
  return (
    <aside className={settings.column} aria-label={words.shared.settings}>
      {connection.status === 'connected' && <Choices manifest={connection.manifest} />}
      {connection.status === 'connecting' && (
        <p className={settings.quiet}>{startingText(connection)}</p>
      )}
    </aside>
  );
}

function Choices({ manifest }: { manifest: Manifest }) {
  const { choose } = useLiveActions();
  const { style, mix, network, boldness, view } = useLive((state) => state.settings);
  const [first, beside] = networksOf({ view, network }, manifest);
  return (
    <>
      <StyleMixer manifest={manifest} chosen={{ style, mix }} onChoose={choose} />
      <BoldnessSlider
        manifest={manifest}
        boldness={boldness}
        onChoose={(value) => choose({ boldness: value })}
      />
      <ModelPicker
        manifest={manifest}
        precision="float16"
        chosen={view === 'split' ? (beside?.network ?? network) : network}
        {...(view === 'split' && { label: words.live.beside, leftOut: first?.network })}
        onChoose={(id) => choose({ network: id })}
      />
      <SourceSettings />
      <SpeedSettings />
      <LookSettings />
    </>
  );
}

function nameOf({ label, facing }: Camera, index: number): string {
  const name = label || words.live.cameraNumber(index + 1);
  return facing && !name.toLowerCase().includes(facing)
    ? words.live.cameraFacing(name, facing)
    : name;
}

/** Which camera is painted, and whether it is mirrored. */
function SourceSettings() {
  const { choose, setMirror, startCamera } = useLiveActions();
  const cameras = useLive((state) => state.cameras);
  const mirror = useLive((state) => state.mirror);
  const stage = useLive((state) => state.stage);
  const wanted = useLive((state) => state.settings.camera);
  const browse = useBrowse();
  const source = stage.status === 'running' ? stage.source : undefined;
  const chosen = source?.kind === 'camera' ? source.camera.id : wanted;
  return (
    <section className={settings.group} aria-label={words.live.source}>
      <h2>{words.live.source}</h2>
      {cameras.length > 0 && (
        <label className={styles.row}>
          <span>{words.live.camera}</span>
          <select
            className={styles.select}
            value={cameras.some(({ id }) => id === chosen) ? chosen : ''}
            onChange={({ target }) => choose({ camera: target.value })}
          >
            <option value="">{words.shared.automatic}</option>
            {cameras.map((camera, index) => (
              <option key={camera.id} value={camera.id}>
                {nameOf(camera, index)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Switch label={words.live.mirror} on={mirror} onSwitch={setMirror} />
      <div className={styles.pair}>
        {/* Where nothing runs, the button is over the picture. */}
        {source?.kind === 'film' && (
          <button type="button" className="button small" onClick={() => void startCamera()}>
            {words.live.start.camera}
          </button>
        )}
        <button type="button" className="button small" onClick={browse}>
          {words.live.start.film}
        </button>
      </div>
    </section>
  );
}

/** How large the frames are painted, or how many in each second. */
function SpeedSettings() {
  const { choose } = useLiveActions();
  const { size, rate } = useLive((state) => state.settings);
  const recording = useLive((state) => state.recording?.status === 'recording');
  const sizeOf = (value: string) => (value === 'auto' ? 'auto' : Number(value));
  return (
    <section className={settings.group} aria-label={words.live.speed}>
      <h2>{words.live.speed}</h2>
      <label className={styles.row}>
        <span>{words.shared.longestSide}</span>
        <select
          className={styles.select}
          value={size}
          disabled={recording}
          onChange={({ target }) => choose({ size: sizeOf(target.value) })}
        >
          <option value="auto">{words.shared.automatic}</option>
          {PACES.map((side) => (
            <option key={side} value={side}>
              {words.shared.pixels(side)}
            </option>
          ))}
        </select>
      </label>
      <p className={styles.hint}>{words.live.sizeHint}</p>
      {size === 'auto' && (
        <label className={styles.row}>
          <span>{words.live.aimAt}</span>
          <select
            className={styles.select}
            value={rate}
            onChange={({ target }) => choose({ rate: Number(target.value) })}
          >
            {RATES.map((known) => (
              <option key={known} value={known}>
                {words.live.framesASecond(known)}
              </option>
            ))}
          </select>
        </label>
      )}
    </section>
  );
}

/** How strong the painting is, and whether it is steadied. */
function LookSettings() {
  const { choose } = useLiveActions();
  const { strength, steady } = useLive((state) => state.settings);
  return (
    <section className={settings.group} aria-label={words.live.look}>
      <h2>{words.live.look}</h2>
      <Slider
        label={words.shared.strength}
        ends={words.shared.strengthEnds}
        value={strength}
        onChange={(value) => choose({ strength: value })}
      />
      <Switch label={words.live.steady} on={steady} onSwitch={(on) => choose({ steady: on })} />
      <p className={styles.hint}>{words.live.steadyHint}</p>
    </section>
  );
}

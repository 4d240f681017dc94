import { useState } from 'react';
import type { Manifest } from '../../engine/index.ts';
import { areApart, lookOf, SIDES, type SideId } from '../../state/compare/index.ts';
import {
  useCompare,
  useCompareActions,
  usePhotos,
  usePhotosActions,
  usePreviews,
} from '../shared/context.ts';
import { useBrowse } from '../shared/Files.tsx';
import { BoldnessSlider, SizePicker } from '../shared/Pickers.tsx';
import { RemovePhoto } from '../shared/RemovePhoto.tsx';
import settings from '../shared/Settings.module.css';
import { StyleMixer } from '../shared/Styles.tsx';
import { Switch } from '../shared/Switch.tsx';
import { Samples } from '../shared/Welcome.tsx';
import { words } from '../words/compare.ts';

/** What both sides share, photo and style; and boldness and size, which a side may have for itself. */
export function CompareSettings() {
  const { openSample } = usePhotosActions();
  const connection = useCompare((state) => state.connection);
  const opening = usePhotos((state) => Boolean(state.opening));
  const browse = useBrowse();
  const connected = connection.status === 'connected';
  return (
    <aside className={settings.column} aria-label={words.compare.settings}>
      {connected && <Choices manifest={connection.manifest} />}
      <section className={settings.group}>
        <h2>{words.compare.photo}</h2>
        <button
          type="button"
          className="button"
          onClick={() => opening || browse()}
          aria-disabled={opening}
        >
          {opening ? words.shared.opening : words.shared.chooseAPhoto}
        </button>
        <Samples disabled={opening} onOpen={openSample} />
        <RemovePhoto />
      </section>
    </aside>
  );
}

function Choices({ manifest }: { manifest: Manifest }) {
  const { choose } = useCompareActions();
  const style = useCompare((state) => state.settings.style);
  const mix = useCompare((state) => state.settings.mix);
  return (
    <>
      <StyleMixer
        manifest={manifest}
        chosen={{ style, mix }}
        onChoose={choose}
        previews={usePreviews()}
      />
      <Look manifest={manifest} />
    </>
  );
}

/** Boldness and size: of both sides, or of each. */
function Look({ manifest }: { manifest: Manifest }) {
  const { choose, chooseSide } = useCompareActions();
  const current = useCompare((state) => state.settings);
  const { left, boldness, size } = current;
  const apart = areApart(current);
  // Both may have the same for themselves, as when they have just been set apart.
  const [wanted, setWanted] = useState(false);
  const own = wanted || apart;
  const setApart = (on: boolean) => {
    setWanted(on);
    if (on) return;
    choose({ boldness: left.boldness ?? boldness, size: left.size ?? size });
    for (const side of SIDES) chooseSide(side, { boldness: undefined, size: undefined });
  };
  return (
    <>
      <Switch label={words.compare.apart} on={own} onSwitch={setApart} />
      {own ? (
        SIDES.map((side) => <SideLook key={side} side={side} manifest={manifest} />)
      ) : (
        <>
          <BoldnessSlider
            manifest={manifest}
            boldness={boldness}
            onChoose={(value) => choose({ boldness: value })}
          />
          <SizePicker size={size} onChoose={(value) => choose({ size: value })} />
        </>
      )}
    </>
  );
}

function SideLook({ side, manifest }: { side: SideId; manifest: Manifest }) {
  const { chooseSide } = useCompareActions();
  const current = useCompare((state) => state.settings);
  const { boldness, size } = lookOf(current, current[side]);
  const name = words.compare.sides[side];
  return (
    <div className={settings.group} role="group" aria-label={words.compare.lookOf(name)}>
      <h2>
        <span className="marked" data-side={side}>
          {name}
        </span>
      </h2>
      <BoldnessSlider
        manifest={manifest}
        boldness={boldness}
        onChoose={(value) => chooseSide(side, { boldness: value })}
      />
      <SizePicker size={size} onChoose={(value) => chooseSide(side, { size: value })} />
    </div>
  );
}

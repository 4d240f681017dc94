import { useState } from 'react';
import { useStore } from 'zustand';
import type { Manifest } from '../../engine/index.ts';
import { lastResult, type AppFault } from '../../state/shared/index.ts';
import { areStyleFiles, type LeftOut, QUEUE_LIMIT } from '../../state/stylize/index.ts';
import {
  useApp,
  usePhotos,
  usePhotosActions,
  usePreviews,
  useQueue,
  useQueueActions,
  useStudio,
  useStudioActions,
  useStylize,
  useStylizeActions,
} from '../shared/context.ts';
import { Dropzone, useBrowse } from '../shared/Files.tsx';
import { JobStatus } from '../shared/JobStatus.tsx';
import { lazyPart } from '../shared/lazyPart.tsx';
import { PartNotDownloaded } from '../shared/NotDownloaded.tsx';
import layout from '../shared/PageLayout.module.css';
import { BoldnessSlider, ModelPicker } from '../shared/Pickers.tsx';
import { RemovePhoto } from '../shared/RemovePhoto.tsx';
import settings from '../shared/Settings.module.css';
import { Slider } from '../shared/Slider.tsx';
import { StyleMixer } from '../shared/Styles.tsx';
import { Switch } from '../shared/Switch.tsx';
import { Samples, Welcome } from '../shared/Welcome.tsx';
import { sentenceOf, startingText, words } from '../words/index.ts';
import { Example } from './Example.tsx';
import { MaskButton } from './MaskButton.tsx';
import { OwnStyleButton } from './ownStyle/OwnStyleButton.tsx';
import { BrushSlider, OutputPicker } from './SizeSettings.tsx';

/** Downloaded when it is opened: most visitors come for the styles that are there. */
const { Part: OwnStylePanel } = lazyPart(
  async () => (await import('./ownStyle/OwnStylePanel.tsx')).OwnStylePanel,
  { Waiting: () => <p className={settings.quiet}>{words.shared.opening}</p>, Failed: PanelFailed },
);

const photoParts = () => import('./photoParts.ts');
const nothing = { Waiting: () => null, Failed: () => null };
const photo = lazyPart(async () => (await photoParts()).PaintedPhoto, {
  Waiting: () => <div aria-busy />,
  Failed: PartNotDownloaded,
});
const bar = lazyPart(async () => (await photoParts()).HistoryBar, nothing);
const queue = lazyPart(async () => (await photoParts()).Queue, nothing);
const [PaintedPhoto, HistoryBar, Queue] = [photo.Part, bar.Part, queue.Part];

/** Download what is shown once there is a photo. It is no part of what is downloaded first. Never rejects. */
export async function preloadPhotoParts(): Promise<void> {
  await Promise.all([photo.preload(), bar.preload(), queue.preload()]);
}

/** Drop a photo, get a painting. */
export function StylizePage() {
  const { open } = useQueueActions();
  const { take } = useStudioActions();
  const isStudioOpen = useStudio((state) => state.open);
  /** How many times photos were brought to the queue. */
  const [added, setAdded] = useState(0);
  const onFiles = (files: File[], leftOut?: LeftOut) => {
    if (isStudioOpen || areStyleFiles(files)) void take(files);
    else {
      void open(files, leftOut);
      if (files.length > 1) setAdded(added + 1);
    }
  };
  const empty = useStylize((state) => state.stage.status === 'empty');
  return (
    <main className={layout.page}>
      <Dropzone several most={QUEUE_LIMIT} onFiles={onFiles}>
        <section className={layout.stage} aria-label={words.shared.canvas}>
          {empty ? <Empty /> : <PaintedPhoto />}
        </section>
        <StylizeSettings added={added} />
        <LearnedStatus />
      </Dropzone>
    </main>
  );
}

function Empty() {
  const { connect } = useStylizeActions();
  const { openSample } = usePhotosActions();
  const connection = useStylize((state) => state.connection);
  const opening = usePhotos((state) => Boolean(state.opening));
  return (
    <Welcome
      title={words.stylize.welcome}
      example={<Example />}
      opening={opening}
      problem={connection.status === 'failed' ? connection.problem : undefined}
      onRetry={connect}
      onSample={openSample}
    />
  );
}

/** Tells screen readers that a painting is learned, also while its panel is closed. */
function LearnedStatus() {
  const learning = useStudio((state) => state.learning);
  const style = lastResult(learning)?.style;
  const own = useStore(useApp().ownStyles.store);
  const name = own.find(({ id }) => id === style)?.name;
  const done = name === undefined ? '' : words.ownStyle.isLearned(name);
  // The progress bar says what it does.
  return <JobStatus job={learning} running="" done={done} />;
}

/** The column of settings. */
function StylizeSettings({ added }: { added: number }) {
  const connection = useStylize((state) => state.connection);
  const isStudioOpen = useStudio((state) => state.open);
  const hasQueue = useQueue((state) => state.photos.length > 0);
  return (
    <aside className={settings.column} aria-label={words.shared.settings}>
      {isStudioOpen ? <OwnStylePanel /> : hasQueue && <Queue added={added} />}
      {connection.status === 'connected' && !isStudioOpen && (
        <Choices manifest={connection.manifest} />
      )}
      {connection.status === 'connecting' && (
        <p className={settings.quiet}>{startingText(connection)}</p>
      )}
      {!isStudioOpen && <OtherPhoto />}
    </aside>
  );
}

/** In place of the panel whose code did not arrive. */
function PanelFailed({ fault }: { fault: AppFault }) {
  const { close } = useStudioActions();
  return (
    <div role="alert" className={settings.group}>
      <p>{sentenceOf(fault)}</p>
      <button type="button" className="button" onClick={close}>
        {words.shared.close}
      </button>
    </div>
  );
}

function Choices({ manifest }: { manifest: Manifest }) {
  const { choose } = useStylizeActions();
  const { style, mix, network, boldness } = useStylize((state) => state.settings);
  const precision = useStylize((state) => state.precision);
  const empty = useStylize((state) => state.stage.status === 'empty');
  const previews = usePreviews();
  return (
    <>
      {!empty && <HistoryBar manifest={manifest} />}
      <StyleMixer
        manifest={manifest}
        chosen={{ style, mix }}
        onChoose={choose}
        end={<OwnStyleButton />}
        previews={previews}
      />
      <BoldnessSlider
        manifest={manifest}
        boldness={boldness}
        onChoose={(value) => choose({ boldness: value })}
      />
      <BrushSlider />
      <Finish />
      <ModelPicker
        manifest={manifest}
        precision={precision}
        chosen={network}
        onChoose={(id) => choose({ network: id })}
      />
      <OutputPicker />
    </>
  );
}

/** What is made of the painting afterwards, at once. */
function Finish() {
  const { choose } = useStylizeActions();
  const strength = useStylize((state) => state.settings.strength);
  const keepColours = useStylize((state) => state.settings.keepColours);
  return (
    <section className={settings.group} aria-label={words.stylize.finish}>
      <h2>{words.stylize.finish}</h2>
      <Slider
        label={words.shared.strength}
        ends={words.shared.strengthEnds}
        value={strength}
        onChange={(value) => choose({ strength: value })}
      />
      <Switch
        label={words.stylize.keepColours}
        on={keepColours}
        onSwitch={(on) => choose({ keepColours: on })}
      />
      <MaskButton />
    </section>
  );
}

function OtherPhoto() {
  const { openSample } = usePhotosActions();
  const empty = useStylize((state) => state.stage.status === 'empty');
  const opening = usePhotos((state) => state.opening);
  const browse = useBrowse();
  if (empty) return null;
  return (
    <section className={settings.group}>
      <h2>{words.stylize.anotherPhoto}</h2>
      {/* Disabled, it would lose the focus. */}
      <button
        type="button"
        className="button"
        onClick={() => opening || browse()}
        aria-disabled={Boolean(opening)}
      >
        {opening ? words.shared.opening : words.shared.chooseAPhoto}
      </button>
      <Samples disabled={Boolean(opening)} onOpen={openSample} />
      <RemovePhoto />
    </section>
  );
}

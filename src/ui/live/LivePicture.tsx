import { Columns3, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { frameAspect } from '../shared/Canvas.tsx';
import { useApp, useLive, useLiveActions } from '../shared/context.ts';
import layout from '../shared/PageLayout.module.css';
import { RadioGroup } from '../shared/RadioGroup.tsx';
import { words } from '../words/index.ts';
import { EarlierRecordings } from './EarlierRecordings.tsx';
import { FilmBar } from './FilmBar.tsx';
import { FilmExport } from './FilmExport.tsx';
import { LiveButtons } from './LiveButtons.tsx';
import styles from './LivePicture.module.css';
import { LiveStatus } from './LiveStatus.tsx';
import { Measured } from './Measured.tsx';
import { SnapshotProgress } from './SnapshotProgress.tsx';
import { Dividers, PartNames } from './SplitView.tsx';
import { SwitchCamera } from './SwitchCamera.tsx';

/** The picture with the buttons and figures below it. */
export function LivePicture() {
  const whole = useRef<HTMLDivElement>(null);
  return (
    <div ref={whole} className={styles.live}>
      <h1 className="visually-hidden">{words.live.title}</h1>
      <PictureFrame />
      <div className={styles.below}>
        <FilmBar />
        <FilmExport />
        <div className={styles.tools}>
          <LiveButtons whole={whole} />
          <ViewPicker />
        </div>
        <SnapshotProgress />
        <EarlierRecordings />
        <Measured />
      </div>
    </div>
  );
}

/** The canvas, and what lies over it: dividers, names and messages. */
function PictureFrame() {
  const stage = useLive((state) => state.stage);
  // Once two networks paint; until then there is one painting.
  const split = useLive(
    ({ settings, meter }) =>
      settings.view === 'split' && Object.keys(meter?.inference ?? {}).length === 2,
  );
  const running = stage.status === 'running';
  // After a stop the frame keeps its shape.
  const [aspect, setAspect] = useState(running ? stage.aspect : 4 / 3);
  if (running && stage.aspect !== aspect) setAspect(stage.aspect);
  const shape = frameAspect({ width: aspect, height: 1 });
  return (
    <div
      className={`${layout.frame} ${styles.frame}`}
      style={{ '--aspect': shape } as React.CSSProperties}
    >
      <Canvas />
      {split && running && (
        <>
          <Dividers />
          <PartNames />
        </>
      )}
      <SwitchCamera />
      <LiveStatus />
    </div>
  );
}

/** Shows the canvas of the state. The canvas outlives this component, since a recording may read from it. */
function Canvas() {
  const { canvas } = useApp().live;
  const place = useRef<HTMLDivElement>(null);
  const executor = useLive((state) => state.executor?.id);
  const title = useLive(({ stage }) =>
    stage.status === 'running' && stage.source.kind === 'film'
      ? words.live.paintedFilm(stage.source.name)
      : words.live.paintedCamera,
  );
  useEffect(() => {
    place.current?.append(canvas);
  }, [canvas]);
  return (
    <div
      ref={place}
      className={styles.canvas}
      role="img"
      aria-label={title}
      data-testid="live"
      data-executor={executor}
    />
  );
}

const VIEW_ICONS = [
  { id: 'painting', Icon: Square },
  { id: 'split', Icon: Columns3 },
] as const;

/** The choice between one painting and the split view: two networks and the camera. */
function ViewPicker() {
  const { choose } = useLiveActions();
  const view = useLive((state) => state.settings.view);
  const options = VIEW_ICONS.map(({ id, Icon }) => ({
    id,
    content: (
      <>
        <Icon size={16} aria-hidden />
        <span>{words.live.views[id]}</span>
      </>
    ),
  }));
  return (
    <RadioGroup
      label={words.shared.view}
      look="segments"
      options={options}
      chosen={view}
      onChoose={(id) => choose({ view: id })}
    />
  );
}

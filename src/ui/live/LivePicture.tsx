import { Columns3, Maximize, Minimize, Square } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { frameAspect } from '../shared/Canvas.tsx';
import { useApp, useLive, useLiveActions } from '../shared/context.ts';
import { useFullscreen, useToggleFullscreen } from '../shared/fullscreen.ts';
import { useLostFocus } from '../shared/lostFocus.ts';
import layout from '../shared/PageLayout.module.css';
import { RadioGroup } from '../shared/RadioGroup.tsx';
import { useShortcut } from '../shared/useShortcut.ts';
import { words } from '../words/index.ts';
import { FilmBar } from './FilmBar.tsx';
import { FilmExport } from './FilmExport.tsx';
import { LiveButtons } from './LiveButtons.tsx';
import styles from './LivePicture.module.css';
import { LiveStatus } from './LiveStatus.tsx';
import { Measured } from './Measured.tsx';
import { EarlierRecordings, LastRecording } from './Recordings.tsx';
import { SnapshotProgress } from './SnapshotProgress.tsx';
import { Dividers, PartNames } from './SplitView.tsx';
import { SwitchCamera } from './SwitchCamera.tsx';

/** The picture with the buttons and figures below it. */
export function LivePicture() {
  const whole = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useLostFocus(title); // it was on the button that started the camera
  return (
    <div ref={whole} className={styles.live}>
      <h1 ref={title} className="visually-hidden" tabIndex={-1}>
        {words.live.title}
      </h1>
      <PictureFrame />
      <div className={styles.below}>
        <FilmBar />
        <FilmExport />
        <div className={styles.tools}>
          <LiveButtons />
          <div className={styles.views}>
            <ViewPicker />
            <FullScreenButton whole={whole} />
          </div>
        </div>
        <WhatIsTaken />
        <LastRecording />
        <SnapshotProgress />
        <EarlierRecordings />
        <Measured />
      </div>
    </div>
  );
}

/** The canvas, and what lies over it: dividers, names and messages. */
function PictureFrame() {
  const split = useLive(({ shown }) => shown?.models.length === 2);
  // Of the picture that is on the screen, which may be an earlier one than what runs.
  const aspect = useLive(
    ({ stage, shown }) => shown?.aspect ?? (stage.status === 'running' ? stage.aspect : 4 / 3),
  );
  const shape = frameAspect({ width: aspect, height: 1 });
  return (
    <div
      className={`${layout.frame} ${styles.frame}`}
      style={{ '--aspect': shape } as React.CSSProperties}
    >
      <Canvas />
      {split && (
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
  const title = useLive(({ shown }) =>
    shown?.source.kind === 'film'
      ? words.live.paintedFilm(shown.source.name)
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

/** Which of the three parts a snapshot and a recording have. */
function WhatIsTaken() {
  const split = useLive((state) => state.settings.view === 'split');
  if (!split) return null;
  return <p className={styles.hint}>{words.live.takesWhatIsSeen}</p>;
}

/** A small button, so that the others have room in one row. `whole` is the element that fills the screen. */
function FullScreenButton({ whole }: { whole: RefObject<HTMLElement | null> }) {
  const full = Boolean(useFullscreen());
  const toggle = useToggleFullscreen(whole);
  useShortcut('fullScreen', toggle);
  const name = full ? words.shared.leaveFullScreen : words.shared.fullScreen;
  if (!document.fullscreenEnabled) return null;
  return (
    <button type="button" className={`button ${styles.full}`} title={name} onClick={toggle}>
      {full ? <Minimize size={18} aria-hidden /> : <Maximize size={18} aria-hidden />}
      <span className="visually-hidden">{name}</span>
    </button>
  );
}

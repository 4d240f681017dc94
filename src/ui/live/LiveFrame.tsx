import { useEffect, useRef, useState } from 'react';
import easel from '../components/Easel.module.css';
import { frameAspect } from '../components/aspect.ts';
import { useApp } from '../context.ts';
import { Dividers } from './Dividers.tsx';
import styles from './LiveFrame.module.css';
import { LiveStatus } from './LiveStatus.tsx';
import { PartNames } from './PartNames.tsx';
import { useLive } from './useLive.ts';

/** The picture: the state's own canvas, and what lies over it. */
export function LiveFrame() {
  const stage = useLive((state) => state.stage);
  // As soon as both networks paint; until then it is one painting still.
  const split = useLive(
    ({ settings, meter }) =>
      settings.view === 'split' && Object.keys(meter?.inference ?? {}).length === 2,
  );
  const running = stage.status === 'running';
  // What was stopped keeps its shape.
  const [aspect, setAspect] = useState(running ? stage.aspect : 4 / 3);
  if (running && stage.aspect !== aspect) setAspect(stage.aspect);
  const shape = frameAspect({ width: aspect, height: 1 });
  return (
    <div
      className={`${easel.frame} ${styles.frame}`}
      style={{ '--aspect': shape } as React.CSSProperties}
    >
      <Canvas />
      {split && running && (
        <>
          <Dividers />
          <PartNames />
        </>
      )}
      <LiveStatus />
    </div>
  );
}

/** Gives the canvas a place; it outlives the page's parts, since a recording may hang on it. */
function Canvas() {
  const { canvas } = useApp().live;
  const place = useRef<HTMLDivElement>(null);
  const frames = useLive(({ meter }) => meter?.shown ?? 0);
  const executor = useLive((state) => state.executor?.id);
  const title = useLive(({ stage }) =>
    stage.status === 'running' && stage.source.kind === 'film' ? stage.source.name : 'The camera',
  );
  useEffect(() => {
    place.current?.append(canvas);
  }, [canvas]);
  return (
    <div
      ref={place}
      className={styles.canvas}
      role="img"
      aria-label={`${title}, painted`}
      data-testid="live"
      data-frames={frames}
      data-executor={executor}
    />
  );
}

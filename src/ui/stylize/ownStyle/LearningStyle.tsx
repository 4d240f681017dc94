import { useRef } from 'react';
import { useStore } from 'zustand';
import type { OwnStyle } from '../../../state/shared/index.ts';
import { useApp, useStudio, useStudioActions, useStylize } from '../../shared/context.ts';
import { percent } from '../../shared/format.ts';
import { useLostFocus } from '../../shared/lostFocus.ts';
import { words } from '../../words/index.ts';
import styles from './LearningStyle.module.css';
import { LossCurve } from './LossCurve.tsx';
import { ShowStyle, useChoiceToShow } from './ShowStyle.tsx';
import { StyleHead } from './StyleHead.tsx';

/** A painting is being learned: how far that is, and the button that ends it. */
export function LearningStyle() {
  const { stop } = useStudioActions();
  const learning = useStudio((state) => state.learning);
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button);
  const own = useStore(useApp().ownStyles.store);
  if (learning.status !== 'running') return null;
  const { phase, done, style, steps, of, losses, msLeft } = learning.progress;
  const about = own.find(({ id }) => id === style);
  const { phases, step, left } = words.ownStyle;
  const learns = phase === 'learn' && steps > 0;
  return (
    <>
      {about && <StyleHead style={about} />}
      <div className={styles.progress}>
        <p role="status">{phases[phase]}</p>
        {/* Screen readers get the share from the bar. Here it would be read out at every step. */}
        <p aria-hidden className={styles.figures}>
          {learns ? step(steps, of) : phase !== 'prepare' && percent(done)}
        </p>
        {/* Before the first step nobody knows how far it is. */}
        <progress
          aria-label={words.ownStyle.learning}
          max={1}
          {...(phase === 'learn' && { value: done })}
        />
        <p className={styles.left} data-testid="time-left">
          {learns && msLeft !== undefined ? left(msLeft) : '\u00a0'}
        </p>
      </div>
      {losses.length > 1 && <LossCurve losses={losses} of={of} />}
      {about && <WhatIsSeen style={about} />}
      <button ref={button} type="button" className="button" onClick={stop}>
        {words.ownStyle.stop}
      </button>
    </>
  );
}

/** Whether the picture shows what is learned, and a way to see that. */
function WhatIsSeen({ style }: { style: OwnStyle }) {
  // What is learned now is the last of it.
  const networks = style.learned.slice(-1).map(({ network }) => network);
  const isOther = useChoiceToShow(style, networks) !== undefined;
  const hasPhoto = useStylize(({ stage }) => stage.status !== 'empty');
  const { seeing, goOn } = words.ownStyle;
  return (
    <>
      <p className={styles.note}>{hasPhoto && !isOther ? seeing : goOn}</p>
      <ShowStyle style={style} networks={networks} />
    </>
  );
}

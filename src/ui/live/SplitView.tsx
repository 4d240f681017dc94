import { type KeyboardEvent, useEffect, useRef } from 'react';
import { networksOf } from '../../state/live/index.ts';
import { useApp, useLive, useLiveActions } from '../shared/context.ts';
import { duration } from '../shared/format.ts';
import { networkTitle, words } from '../words/index.ts';
import styles from './SplitView.module.css';

/** Percent that an arrow key moves. */
const KEY_STEP = 2;

/**
 * Two dividers over a picture of three parts. They are the browser's own range inputs; only their thumbs react to the
 * pointer. They set the CSS variables `--first` and `--second` of their parent, so that React does not render while one
 * is dragged.
 */
export function Dividers() {
  const { divide } = useLiveActions();
  const { store } = useApp().live;
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const show = (moved?: number) => {
    const [first, second] = inputs.current;
    if (!first || !second) return;
    // The divider that is moved pushes the other one, so that none is stuck under the other.
    if (moved === 0) second.valueAsNumber = Math.max(first.valueAsNumber, second.valueAsNumber);
    else first.valueAsNumber = Math.min(first.valueAsNumber, second.valueAsNumber);
    const { style } = first.parentElement as HTMLElement;
    style.setProperty('--first', `${first.value}%`);
    style.setProperty('--second', `${second.value}%`);
    divide(first.valueAsNumber / 100, second.valueAsNumber / 100);
  };
  // Without this an arrow key moves by the input's step, a tenth of a percent, which is right for the pointer only.
  const step = (event: KeyboardEvent<HTMLInputElement>, index: number) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    event.currentTarget.valueAsNumber += direction * KEY_STEP;
    show(index);
  };
  // oxlint-disable-next-line react/exhaustive-deps -- once, to begin with
  useEffect(() => show(), []);
  return words.live.dividers.map((name, index) => (
    <input
      key={name}
      ref={(input) => void (inputs.current[index] = input)}
      className={styles.divider}
      type="range"
      min="0"
      max="100"
      step="0.1"
      defaultValue={100 * (store.getState().dividers[index] ?? 0)}
      aria-label={name}
      onInput={() => show(index)}
      onKeyDown={(event) => step(event, index)}
    />
  ));
}

/** The name of each part of the split picture, and how long its network takes for a frame. */
export function PartNames() {
  const connection = useLive((state) => state.connection);
  const times = useLive((state) => state.meter?.inference);
  const settings = useLive((state) => state.settings);
  const film = useLive(({ stage }) => stage.status === 'running' && stage.source.kind === 'film');
  if (connection.status !== 'connected') return null;
  return (
    <>
      {networksOf(settings, connection.manifest).map((model, index) => {
        const { id } = model;
        const ms = times?.[id];
        return (
          <p key={id} className={`chip ${styles.name} ${styles[`part${index}`] ?? ''}`}>
            <span>{networkTitle(model)}</span>
            {ms !== undefined && <strong>{duration(ms)}</strong>}
          </p>
        );
      })}
      <p className={`chip ${styles.name} ${styles.part2}`}>
        {film ? words.live.filmPart : words.live.cameraPart}
      </p>
    </>
  );
}

import { type KeyboardEvent, useEffect, useRef } from 'react';
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
  const parts = useParts();
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
  return parts.slice(1).map(({ title }, index) => (
    <input
      // oxlint-disable-next-line react/no-array-index-key -- the same divider, whatever it divides
      key={index}
      ref={(input) => void (inputs.current[index] = input)}
      className={styles.divider}
      type="range"
      min="0"
      max="100"
      step="0.1"
      defaultValue={100 * (store.getState().dividers[index] ?? 0)}
      aria-label={words.live.divider(parts[index]?.title ?? '', title)}
      onInput={() => show(index)}
      onKeyDown={(event) => step(event, index)}
    />
  ));
}

/** @returns the parts of the split picture from left to right: two networks, and what they paint */
function useParts(): { readonly id: string; readonly title: string }[] {
  const connection = useLive((state) => state.connection);
  const shown = useLive((state) => state.shown);
  if (connection.status !== 'connected' || !shown) return [];
  const { models } = connection.manifest;
  const film = shown.source.kind === 'film';
  return [
    ...shown.models.flatMap((id) => {
      const model = models.find((known) => known.id === id);
      return model ? [{ id, title: networkTitle(model) }] : [];
    }),
    { id: 'source', title: film ? words.live.filmPart : words.live.cameraPart },
  ];
}

/** The name of each part of the split picture, and how long its network takes for a frame. */
export function PartNames() {
  const times = useLive((state) => state.meter?.inference);
  return useParts().map(({ id, title }, index) => {
    const ms = times?.[id];
    return (
      <div key={id} className={`${styles.part} ${styles[`part${index}`] ?? ''}`}>
        <p className={`chip ${styles.name}`}>
          <span>{title}</span>
          {ms !== undefined && <strong>{duration(ms)}</strong>}
        </p>
      </div>
    );
  });
}

import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Manifest } from '../../../engine/index.ts';
import { lastResult, modelOf, type OwnStyle, rowsFor } from '../../../state/shared/index.ts';
import { MOST_NAME } from '../../../state/stylize/index.ts';
import { useApp, useStudio, useStudioActions, useStylize } from '../../shared/context.ts';
import { saveFile } from '../../shared/Files.tsx';
import { useLostFocus } from '../../shared/lostFocus.ts';
import settings from '../../shared/Settings.module.css';
import { networkTitle, words } from '../../words/index.ts';
import { BeforeLearning } from './BeforeLearning.tsx';
import { LossCurve } from './LossCurve.tsx';
import styles from './OwnStylePanel.module.css';
import { ShowStyle } from './ShowStyle.tsx';
import { StyleHead } from './StyleHead.tsx';

/** An own style: what was learned, and what can be done with it. */
export function LearnedStyle() {
  const id = useStudio((state) => state.style);
  const own = useStore(useApp().ownStyles.store);
  const connection = useStylize((state) => state.connection);
  const style = own.find((one) => one.id === id);
  if (!style || connection.status !== 'connected') return null;
  return <About key={id} style={style} manifest={connection.manifest} />;
}

function About({ style, manifest }: { style: OwnStyle; manifest: Manifest }) {
  const { learnMore, save, remove, startOver, close } = useStudioActions();
  // As it was saved: another name, or more steps, are not in that file.
  const [saved, setSaved] = useState<OwnStyle>();
  const done = useRef<HTMLButtonElement>(null);
  useLostFocus(done); // after learning it was on a button that is gone
  const network = useStylize((state) => state.settings.network);
  const precision = useStylize((state) => state.precision);
  const losses = useStudio(({ learning }) => {
    const end = lastResult(learning);
    return end?.style === style.id ? end.losses : undefined;
  });
  const model = modelOf(network, manifest, precision);
  const learned = model && rowsFor({ own: style.learned }, model);
  const { ownStyle } = words;
  const onSave = async () => {
    const file = await save(style.id);
    if (!file) return;
    saveFile(file);
    setSaved(style);
  };
  return (
    <>
      <StyleHead style={style}>
        <p className={styles.note}>
          {learned
            ? learned.steps > 0 && ownStyle.learned(learned.steps)
            : model && ownStyle.notForThis(networkTitle(model).toLowerCase())}
        </p>
      </StyleHead>
      {losses && losses.length > 1 && <LossCurve losses={losses} of={losses.length} />}
      <div className={styles.buttons}>
        <button ref={done} type="button" className="button primary" onClick={close}>
          {ownStyle.done}
        </button>
        <button type="button" className="button" onClick={() => void onSave()}>
          {saved === style ? ownStyle.saved : ownStyle.save}
        </button>
        <ShowStyle
          style={style}
          networks={[network, ...style.learned.map((one) => one.network).toReversed()]}
        />
      </div>
      {style.painting ? <BeforeLearning /> : <p className={styles.note}>{ownStyle.fromFile}</p>}
      <div className={styles.buttons}>
        <button type="button" className="button small" onClick={() => void learnMore(style.id)}>
          {style.painting ? (learned ? ownStyle.more : ownStyle.again) : ownStyle.bring}
        </button>
        <button type="button" className="button small" onClick={() => startOver()}>
          {ownStyle.anotherPainting}
        </button>
        <button type="button" className="button small" onClick={() => remove(style.id)}>
          {ownStyle.remove}
        </button>
      </div>
      <Name style={style} />
    </>
  );
}

/** The name, to be changed. It is taken when the visitor leaves the field or presses Enter. */
function Name({ style }: { style: OwnStyle }) {
  const { rename } = useStudioActions();
  const input = useRef<HTMLInputElement>(null);
  // Not another element for another name: that would lose the focus.
  useEffect(() => {
    if (input.current) input.current.value = style.name;
  }, [style.name]);
  const take = (field: HTMLInputElement) => {
    rename(style.id, field.value);
    if (!field.value.trim()) field.value = style.name;
  };
  return (
    <label className={styles.field}>
      {words.ownStyle.name}
      <input
        ref={input}
        className={settings.field}
        defaultValue={style.name}
        maxLength={MOST_NAME}
        onBlur={({ target }) => take(target)}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && take(currentTarget)}
      />
    </label>
  );
}

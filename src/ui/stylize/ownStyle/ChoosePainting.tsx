import { ImagePlus } from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { ByPointer } from '../../shared/ByPointer.tsx';
import { useApp, useStudio, useStudioActions } from '../../shared/context.ts';
import { FileInput, PICTURES } from '../../shared/Files.tsx';
import { useLostFocus } from '../../shared/lostFocus.ts';
import { words } from '../../words/index.ts';
import styles from './OwnStylePanel.module.css';

/** Where a painting, or a style file, is dropped or chosen. */
export function ChoosePainting() {
  const { take } = useStudioActions();
  const opening = useStudio((state) => state.opening);
  const again = useStudio((state) => state.again);
  const own = useStore(useApp().ownStyles.store);
  const input = useRef<HTMLInputElement>(null);
  const target = useRef<HTMLButtonElement>(null);
  useLostFocus(target);
  const name = own.find(({ id }) => id === again)?.name;
  return (
    <>
      {name === undefined ? (
        <p>{words.ownStyle.help}</p>
      ) : (
        <p>
          <strong>{words.ownStyle.againTitle(name)}</strong>
        </p>
      )}
      <button
        ref={target}
        type="button"
        className={styles.target}
        disabled={opening !== undefined}
        onClick={() => input.current?.click()}
      >
        <ImagePlus size={34} strokeWidth={1.4} aria-hidden />
        {opening === undefined ? (
          <span>
            <ByPointer mouse={words.ownStyle.target} touch={words.ownStyle.targetTouch} />
          </span>
        ) : (
          <span>{words.shared.opening}</span>
        )}
      </button>
      <PaintingInput input={input} onFiles={(files) => void take(files)} />
      <p className={styles.note}>{words.ownStyle.orFile}</p>
      {name === undefined && <OwnList />}
    </>
  );
}

/** The styles that there are, to go on with one. */
function OwnList() {
  const { open } = useStudioActions();
  const own = useStore(useApp().ownStyles.store);
  if (own.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={words.ownStyle.yours}>
      {own.map(({ id, name }) => (
        <li key={id}>
          <button type="button" className="button small" onClick={() => open(id)}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface InputProps {
  readonly input: React.RefObject<HTMLInputElement | null>;
  readonly onFiles: (files: File[]) => void;
}

/** The input for paintings and style files. */
export function PaintingInput({ input, onFiles }: InputProps) {
  return (
    <FileInput
      ref={input}
      label={words.ownStyle.painting}
      accept={`${PICTURES},.brushlite,.json`}
      onFiles={onFiles}
    />
  );
}

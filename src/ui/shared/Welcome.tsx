import { ImageUp } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { type AppFault, type Sample, SAMPLES } from '../../state/shared/index.ts';
import { sentenceOf, words } from '../words/index.ts';
import { ByPointer } from './ByPointer.tsx';
import { usePhotos } from './context.ts';
import { useBrowse } from './Files.tsx';
import { useLostFocus } from './lostFocus.ts';
import { TryAgain } from './TryAgain.tsx';
import styles from './Welcome.module.css';

interface Props {
  readonly title: string;
  /** A picture of what the page does, below the title. */
  readonly example?: ReactNode;
  /** Whether a photo is being opened. */
  readonly opening: boolean;
  /** Why the page can't paint yet. */
  readonly problem: AppFault | undefined;
  readonly onRetry: () => void;
  readonly onSample: (sample: Sample) => void;
}

/** What a page shows without a photo: a large button for files, and sample pictures. */
export function Welcome({ title, example, opening, problem, onRetry, onSample }: Props) {
  const browse = useBrowse();
  const restoring = usePhotos((state) => state.restoring);
  const target = useRef<HTMLButtonElement>(null);
  const removed = usePhotos((state) => Boolean(state.removed));
  // The button that removed the photo is gone, and the focus with it.
  useLostFocus(target, removed);
  // The visitor may have been far below.
  useEffect(() => {
    if (removed) target.current?.scrollIntoView({ block: 'nearest' });
  }, [removed]);
  return (
    <div
      className={[styles.welcome, example && styles.exemplary, restoring && styles.restoring]
        .filter(Boolean)
        .join(' ')}
    >
      <h1>{title}</h1>
      {example}
      <button
        ref={target}
        type="button"
        className={styles.target}
        onClick={browse}
        disabled={opening}
      >
        <ImageUp size={44} strokeWidth={1.4} aria-hidden />
        <strong>
          {opening ? (
            words.shared.opening
          ) : (
            <ByPointer mouse={words.shared.welcomeTarget} touch={words.shared.welcomeTouch} />
          )}
        </strong>
        <span>{words.shared.welcomeFormats}</span>
      </button>
      {problem && (
        <div role="alert" className={styles.failed}>
          <p>{sentenceOf(problem)}</p>
          <TryAgain fault={problem} onClick={onRetry} />
        </div>
      )}
      <h2>{words.shared.orTryOne}</h2>
      <Samples disabled={opening} onOpen={onSample} />
    </div>
  );
}

interface SamplesProps {
  readonly disabled: boolean;
  readonly onOpen: (sample: Sample) => void;
}

export function Samples({ disabled, onOpen }: SamplesProps) {
  return (
    <ul className={styles.samples}>
      {SAMPLES.map((sample) => (
        <li key={sample.id}>
          {/* Disabled, it would lose the focus. */}
          <button type="button" aria-disabled={disabled} onClick={() => disabled || onOpen(sample)}>
            <img
              src={`samples/thumbs/${sample.id}.jpg`}
              alt=""
              draggable={false}
              width="240"
              height="180"
            />
            <span>{words.shared.samples[sample.id]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

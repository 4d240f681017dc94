import { ImageUp } from 'lucide-react';
import type { Sample } from '../../state/index.ts';
import { useBrowse } from './Dropzone.tsx';
import { Samples } from './Samples.tsx';
import styles from './Welcome.module.css';

interface Props {
  readonly title: string;
  /** A photo is being opened. */
  readonly opening: boolean;
  /** Why the page can't do anything yet. */
  readonly problem: string | undefined;
  readonly onRetry: () => void;
  readonly onSample: (sample: Sample) => void;
}

/** A page before there is a photo: one large target, and pictures to try. */
export function Welcome({ title, opening, problem, onRetry, onSample }: Props) {
  const browse = useBrowse();
  return (
    <div className={styles.welcome}>
      <h1>{title}</h1>
      <button type="button" className={styles.target} onClick={browse} disabled={opening}>
        <ImageUp size={44} strokeWidth={1.4} aria-hidden />
        <strong>{opening ? 'Opening …' : 'Drop a photo, paste it, or choose one'}</strong>
        <span>JPEG, PNG, WebP, AVIF or GIF, up to 50 MB</span>
      </button>
      {problem && (
        <div role="alert" className={styles.failed}>
          <p>{problem}</p>
          <button type="button" className="button small" onClick={onRetry}>
            Try again
          </button>
        </div>
      )}
      <h2>Or try one of these</h2>
      <Samples disabled={opening} onOpen={onSample} />
    </div>
  );
}

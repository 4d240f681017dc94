import { Check, Image, RotateCcw, TriangleAlert, X } from 'lucide-react';
import { memo } from 'react';
import { elsewhereOf, type Styles } from '../../state/shared/index.ts';
import { isOfEarlier, type QueuedPhoto } from '../../state/stylize/index.ts';
import { useQueueActions, useStylize } from '../shared/context.ts';
import { OpenElsewhere } from '../shared/OpenElsewhere.tsx';
import { titleOfStyles } from '../shared/titleOfStyles.ts';
import { FileImage } from '../shared/FileImage.tsx';
import { sentenceOf, words } from '../words/index.ts';
import styles from './Queue.module.css';

interface Props {
  readonly photo: QueuedPhoto;
  /** It is the photo on the page. */
  readonly isOpen: boolean;
  readonly onRemove: () => void;
}

/** One photo of the queue: what it is, where it stands, and what can be done with it. */
export const QueueRow = memo(
  function Row({ photo, isOpen, onRemove }: Props) {
    const { openPhoto, retry } = useQueueActions();
    const { id, name, state } = photo;
    return (
      <li className={styles.row} data-state={state.status}>
        <button
          type="button"
          className={styles.open}
          aria-current={isOpen}
          onClick={() => void openPhoto(id)}
        >
          <Thumbnail photo={photo} />
          <span className={styles.texts}>
            <strong>
              <bdi>{name}</bdi>
            </strong>
            <Facts photo={photo} />
          </span>
        </button>
        <span className={styles.actions}>
          {state.status === 'failed' && (
            <button type="button" className="icon-button" onClick={() => retry(id)}>
              <RotateCcw size={16} aria-hidden />
              <span className="visually-hidden">{words.queue.retry(name)}</span>
            </button>
          )}
          <button type="button" className="icon-button" data-remove onClick={onRemove}>
            <X size={16} aria-hidden />
            <span className="visually-hidden">{words.queue.remove(name)}</span>
          </button>
        </span>
        {state.status === 'painting' && (
          <progress
            aria-label={words.queue.painting}
            max={1}
            {...(state.progress.done !== undefined && { value: state.progress.done })}
          />
        )}
        {state.status === 'failed' && (
          <div className={styles.fault}>
            <p>{sentenceOf(state.fault)}</p>
            <OpenElsewhere elsewhere={elsewhereOf(state.fault, [photo.file])} />
          </div>
        )}
      </li>
    );
  },
  // `onRemove` is a new function each time, and does the same as long as the photo is the same.
  (before, now) => before.photo === now.photo && before.isOpen === now.isOpen,
);

/** Where it stands, the style that it is painted in, and that of the painting that it has until then. */
function Facts({ photo }: { photo: QueuedPhoto }) {
  const { settings, state, result } = photo;
  const style = useTitleOf(state.status === 'failed' ? undefined : settings);
  const held = useTitleOf(result?.look?.settings);
  const isEarlier = isOfEarlier(photo);
  const facts =
    isEarlier && style && state.status === 'waiting'
      ? [words.queue.waitingFor(style)]
      : // How much of it is done, the bar below says: in words it would break the line where it begins.
        [words.queue[state.status], style];
  const now = isEarlier && words.queue.now(held === style ? undefined : held);
  return <span className={styles.facts}>{[...facts, now].filter(Boolean).join(' · ')}</span>;
}

function useTitleOf(styles: Styles | undefined) {
  return useStylize(({ connection }) =>
    styles && connection.status === 'connected'
      ? titleOfStyles(styles, connection.manifest)
      : undefined,
  );
}

/** The painting where there is one, else the photo; with a mark of how it ended. */
function Thumbnail({ photo: { result, thumbnail, state } }: { photo: QueuedPhoto }) {
  const file = result?.thumbnail ?? thumbnail;
  return (
    <span className={styles.thumbnail}>
      {file ? <FileImage file={file} /> : <Image size={20} aria-hidden />}
      {state.status === 'done' && (
        <span className={styles.mark}>
          <Check size={12} strokeWidth={3} aria-hidden />
        </span>
      )}
      {state.status === 'failed' && (
        <span className={styles.mark}>
          <TriangleAlert size={12} strokeWidth={2.5} aria-hidden />
        </span>
      )}
    </span>
  );
}

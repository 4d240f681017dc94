import { Download, FolderPlus, ImagePlus, Pause, Play, RotateCcw, Trash2, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { countOthers, countsOf, QUEUE_LIMIT } from '../../state/stylize/index.ts';
import { useQueue, useQueueActions, useStylize } from '../shared/context.ts';
import { filesOfFolder } from '../shared/droppedFiles.ts';
import { FileInput, PICTURES, saveFile } from '../shared/Files.tsx';
import { useLostFocus } from '../shared/lostFocus.ts';
import { words } from '../words/index.ts';
import styles from './Queue.module.css';

/** Paint, pause and cancel the queue, and download what is painted. */
export function QueueButtons() {
  const { start, pause, cancel, saveAll, retryAll } = useQueueActions();
  const status = useQueue((state) => state.status);
  const waiting = useQueue((state) => countsOf(state).waiting);
  const failed = useQueue((state) => countsOf(state).failed);
  const results = useQueue((state) => countsOf(state).results);
  const saving = useQueue((state) => state.saving);
  const isMain = waiting > 0;
  const [cancelled, setCancelled] = useState(false);
  return (
    <div className={styles.buttons}>
      {isMain && (
        <MainButton
          status={status}
          waiting={waiting}
          takesFocus={cancelled}
          onPress={() => {
            setCancelled(false);
            if (status === 'running') pause();
            else start();
          }}
        />
      )}
      <DownloadAll
        isMain={!isMain}
        disabled={results === 0 || saving}
        onPress={() => void saveAll().then(saveFile)}
      />
      {status !== 'idle' && (
        <button
          type="button"
          className="icon-button"
          onClick={() => {
            setCancelled(true);
            cancel();
          }}
        >
          <X size={18} aria-hidden />
          <span className="visually-hidden">{words.queue.cancel}</span>
        </button>
      )}
      {failed > 1 && (
        <button type="button" className="button small" onClick={retryAll}>
          <RotateCcw size={16} aria-hidden />
          {words.queue.retryAll}
        </button>
      )}
    </div>
  );
}

interface MainButtonProps {
  readonly status: 'idle' | 'running' | 'paused';
  readonly waiting: number;
  /** The cancel button was pressed, and is gone. */
  readonly takesFocus: boolean;
  readonly onPress: () => void;
}

/** One button for start, pause and going on, so that the focus stays where it is. */
function MainButton({ status, waiting, takesFocus, onPress }: MainButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button, takesFocus);
  const text = {
    idle: words.queue.paint(waiting),
    running: words.queue.pause,
    paused: words.queue.goOn,
  };
  const Icon = status === 'running' ? Pause : Play;
  return (
    <button
      ref={button}
      type="button"
      className={status === 'running' ? 'button' : 'button primary'}
      onClick={onPress}
    >
      <Icon size={18} aria-hidden />
      <span>{text[status]}</span>
    </button>
  );
}

interface DownloadAllProps {
  readonly isMain: boolean;
  readonly disabled: boolean;
  readonly onPress: () => void;
}

function DownloadAll({ isMain, disabled, onPress }: DownloadAllProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button, isMain && !disabled); // the button for painting is gone
  return (
    <button
      ref={button}
      type="button"
      className={isMain ? 'button primary' : 'button'}
      disabled={disabled}
      onClick={onPress}
    >
      <Download size={18} aria-hidden />
      {words.queue.downloadAll}
    </button>
  );
}

/**
 * Whose settings those are that are chosen on the page. Always there and of one height: a choice that changes the words
 * must not move what is below.
 */
export function QueueSettings() {
  const { applyToAll } = useQueueActions();
  const present = useStylize((state) => state.settings);
  const others = useQueue((state) => countOthers(state, present));
  return (
    <div className={styles.others}>
      <p aria-live="polite">{words.queue.others(others)}</p>
      <button
        type="button"
        className="button small"
        // Not `disabled`: the focus stays.
        aria-disabled={others === 0}
        onClick={others === 0 ? undefined : applyToAll}
      >
        {words.queue.applyToAll}
      </button>
    </div>
  );
}

/** Below the list: more photos, and none. */
export function QueueMore() {
  const { add, clear } = useQueueActions();
  const isTemporary = useQueue((state) => state.isTemporary);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.more}>
      <FileInput
        ref={files}
        label={words.queue.files}
        accept={PICTURES}
        several
        onFiles={(chosen) => void add(chosen)}
      />
      <FileInput
        ref={folder}
        label={words.queue.folder}
        accept=""
        folder
        onFiles={(chosen) => {
          const found = filesOfFolder(chosen, { accept: PICTURES, most: QUEUE_LIMIT });
          void add(found.files, found.leftOut);
        }}
      />
      <button type="button" className="button small" onClick={() => files.current?.click()}>
        <ImagePlus size={16} aria-hidden />
        {words.queue.addPhotos}
      </button>
      <button
        type="button"
        className={`button small ${styles.folder}`}
        onClick={() => folder.current?.click()}
      >
        <FolderPlus size={16} aria-hidden />
        {words.queue.addFolder}
      </button>
      <button type="button" className="button small" onClick={clear}>
        <Trash2 size={16} aria-hidden />
        {words.queue.clear}
      </button>
      <p className={styles.kept}>{isTemporary ? words.queue.temporary : words.queue.kept}</p>
    </div>
  );
}

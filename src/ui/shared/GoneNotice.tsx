import { X } from 'lucide-react';
import { useRef } from 'react';
import { words } from '../words/index.ts';
import styles from './BottomNotices.module.css';
import {
  useLive,
  useLiveActions,
  useQueue,
  useQueueActions,
  useStudio,
  useStudioActions,
  useStylize,
  useStylizeActions,
} from './context.ts';
import { lengthText } from './format.ts';
import { useLostFocus } from './lostFocus.ts';
import { useShortcut } from './useShortcut.ts';

/** Says that the photo was removed or replaced, and brings it back with what was made of it. */
export function GoneNotice() {
  const gone = useStylize((state) => state.gone);
  const { putBack, letGo } = useStylizeActions();
  // With a photo the shortcut takes back the last step of that.
  useShortcut('undo', putBack, gone?.removed === true);
  if (!gone) return null;
  return (
    <PutBack
      key={gone.photo.opened}
      text={words.shared.gone[gone.removed ? 'removed' : 'replaced']}
      {...{ putBack, letGo }}
    />
  );
}

/** Says that an own style was removed, and brings it back. */
export function StyleGoneNotice() {
  const removed = useStudio((state) => state.removed);
  const { putBack, letGo } = useStudioActions();
  if (!removed) return null;
  const { id, name } = removed.own;
  return <PutBack key={id} text={words.shared.gone.style(name)} {...{ putBack, letGo }} />;
}

/** Says that photos of the queue were removed, and brings them back with their paintings. */
export function QueueGoneNotice() {
  const removed = useQueue((state) => state.removed);
  const isEmpty = useQueue((state) => state.photos.length === 0);
  const { putBack, letGo } = useQueueActions();
  const [first] = removed ?? [];
  if (!first) return null;
  const text = words.shared.gone.queued(first.photo.name, removed?.length ?? 1);
  // The button that removed the last photo is gone with the queue.
  return <PutBack key={first.photo.id} text={text} takesFocus={isEmpty} {...{ putBack, letGo }} />;
}

/** Says that photos of the queue got other settings, and gives them their own back. */
export function QueueSettingsNotice() {
  const overwritten = useQueue((state) => state.overwritten);
  const isEmpty = useQueue((state) => state.photos.length === 0);
  const { putBackSettings, letGoSettings } = useQueueActions();
  const [first] = overwritten ?? [];
  if (!first || isEmpty) return null;
  return (
    <PutBack
      key={first.id}
      text={words.shared.gone.settings(overwritten?.length ?? 1)}
      {...{ putBack: putBackSettings, letGo: letGoSettings }}
    />
  );
}

/** Says that a recording or a painted film was removed, and brings it back. */
export function RecordingGoneNotice() {
  const made = useLive((state) => state.removedRecording?.made);
  const { putBackRecording, letGoRemovedRecording } = useLiveActions();
  if (!made) return null;
  const text = made.isFilm
    ? words.shared.gone.film(made.file.name)
    : words.shared.gone.recording(lengthText(made.seconds));
  // The button that removed it is gone. Where there is a next row, that takes the focus.
  return (
    <PutBack
      key={made.id}
      {...{ text, putBack: putBackRecording, letGo: letGoRemovedRecording }}
      takesFocus
    />
  );
}

interface PutBackProps {
  readonly text: string;
  /** What removed it is gone, and the focus with it. */
  readonly takesFocus?: boolean;
  readonly putBack: () => void;
  readonly letGo: () => void;
}

function PutBack({ text, takesFocus = false, putBack, letGo }: PutBackProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button, takesFocus);
  return (
    <div className={styles.notice}>
      <p>{text}</p>
      <button ref={button} type="button" className="button small" onClick={putBack}>
        {words.shared.gone.putBack}
      </button>
      <button type="button" className="icon-button" onClick={letGo}>
        <X size={18} aria-hidden />
        <span className="visually-hidden">{words.shared.closeMessage}</span>
      </button>
    </div>
  );
}

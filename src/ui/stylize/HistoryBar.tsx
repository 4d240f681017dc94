import { Crop, ImageUp, Redo2, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Manifest } from '../../engine/index.ts';
import { canBeBold, settle } from '../../state/shared/index.ts';
import type { Result } from '../../state/stylize/index.ts';
import { PixelsCanvas } from '../shared/Canvas.tsx';
import { usePhotos, useStylize, useStylizeActions } from '../shared/context.ts';
import { useBrowse } from '../shared/Files.tsx';
import { percent } from '../shared/format.ts';
import { titleOfStyles } from '../shared/titleOfStyles.ts';
import { networkTitle, words } from '../words/index.ts';
import styles from './HistoryBar.module.css';
import { useEscape } from './useEscape.ts';
import { useUndoKeys } from './useUndoKeys.ts';

/** Another photo, undo, redo, the part of the photo that is painted, and the last results of the open photo. */
export function HistoryBar({ manifest }: { manifest: Manifest }) {
  const { undo, redo, startCropping, cancelCropping } = useStylizeActions();
  const cropping = useStylize((state) => state.cropping !== undefined);
  // It takes a moment to open.
  const isPressed = useStylize(
    (state) => state.cropping !== undefined || state.openingCrop === true,
  );
  useEscape(cancelCropping); // before there is anything of the tool, too
  const { canUndo, canRedo } = useStylize((state) => state.history);
  const opening = usePhotos((state) => Boolean(state.opening));
  const browse = useBrowse();
  // A step of what is hidden by the crop tool would be taken back unseen.
  useUndoKeys(!cropping);
  return (
    <div className={styles.bar}>
      <div className={styles.buttons}>
        {/* Its samples and the button with words are at the end of the settings, which is far away. */}
        <Step
          label={words.stylize.anotherPhoto}
          Icon={ImageUp}
          possible={!opening}
          onClick={browse}
        />
        <Step
          label={words.stylize.undo}
          Icon={Undo2}
          possible={canUndo && !cropping}
          onClick={undo}
        />
        <Step
          label={words.stylize.redo}
          Icon={Redo2}
          possible={canRedo && !cropping}
          onClick={redo}
        />
        <Step
          label={words.stylize.crop.open}
          Icon={Crop}
          possible
          pressed={isPressed}
          onClick={() => (isPressed ? cancelCropping() : void startCropping())}
        />
      </div>
      <Strip manifest={manifest} />
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly Icon: typeof Undo2;
  readonly possible: boolean;
  /** Of a button that opens something. */
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

function Step({ label, Icon, possible, pressed, onClick }: StepProps) {
  return (
    <button
      type="button"
      className={styles.step}
      title={label}
      // Not `disabled`: the button that takes the last step back would lose the focus.
      aria-disabled={!possible}
      aria-pressed={pressed}
      onClick={() => possible && onClick()}
    >
      <Icon size={18} aria-hidden />
      <span className="visually-hidden">{label}</span>
    </button>
  );
}

/** So much at its ends fades out. */
const FADE = 24;

/** Bring the result that is on the page in sight, in the strip only. */
function reveal(strip: HTMLElement) {
  const shown = strip.querySelector('[aria-current=true]')?.getBoundingClientRect();
  if (!shown) return;
  const { left, right } = strip.getBoundingClientRect();
  if (shown.left < left + FADE) strip.scrollBy({ left: shown.left - left - FADE });
  else if (shown.right > right - FADE) strip.scrollBy({ left: shown.right - right + FADE });
}

/** The last results, the newest first. There is nothing to go back to before there are two. */
function Strip({ manifest }: { manifest: Manifest }) {
  const { bringBack } = useStylizeActions();
  const { results, shown } = useStylize((state) => state.history);
  const strip = useRef<HTMLUListElement>(null);
  const pressed = useRef<number>(undefined);
  const known = results.filter((result) => isKnown(result, manifest));
  useEffect(() => {
    // One that was pressed is in sight, and must not move away from the pointer.
    if (strip.current && shown?.id !== pressed.current) reveal(strip.current);
    pressed.current = undefined;
  }, [shown?.id]);
  if (known.length < 2) return null;
  return (
    <ul ref={strip} className={styles.strip} aria-label={words.stylize.results}>
      {known.map((result) => (
        <li key={result.id}>
          <button
            type="button"
            className={styles.result}
            aria-label={nameOf(result, manifest)}
            title={nameOf(result, manifest)}
            aria-current={result.id === shown?.id}
            onClick={() => {
              pressed.current = result.id;
              bringBack(result);
            }}
          >
            <PixelsCanvas pixels={result.thumbnail} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Whether the server still has what it was made with: it may be of another day. */
function isKnown({ settings }: Result, manifest: Manifest): boolean {
  const { style, mix, network } = settle(settings, manifest);
  return style === settings.style && mix === settings.mix && network === settings.network;
}

function nameOf({ settings, mask }: Result, manifest: Manifest): string {
  const { network, boldness, strength, keepColours } = settings;
  const { resultWith } = words.stylize;
  const model = manifest.models.find((model) => model.network === network);
  return [
    titleOfStyles(settings, manifest),
    canBeBold(manifest) && resultWith.boldness(percent(boldness)),
    strength < 1 && resultWith.strength(percent(strength)),
    keepColours && resultWith.colours,
    mask && resultWith.mask,
    model && networkTitle(model),
  ]
    .filter(Boolean)
    .join(words.shared.comma);
}

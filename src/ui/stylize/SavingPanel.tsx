import {
  Check,
  ClipboardCopy,
  Columns2,
  Ellipsis,
  Link2,
  type LucideIcon,
  Palette,
  Printer,
  Share2,
} from 'lucide-react';
import { type ToggleEvent, useEffect, useId, useRef, useState } from 'react';
import { faultOf, hasOwnStyle, loadCode, type SavedFile } from '../../state/shared/index.ts';
import { growsTo, isExact, shownPixels } from '../../state/stylize/index.ts';
import { usePhotosActions, useSaving, useSavingActions, useStylize } from '../shared/context.ts';
import { saveFile } from '../shared/Files.tsx';
import { Slider } from '../shared/Slider.tsx';
import { words } from '../words/index.ts';
import styles from './SavingPanel.module.css';

/**
 * A button, and the panel that it opens. The panel is the browser's own popover: Escape and a press elsewhere close it,
 * and it lies over everything, so that it moves nothing.
 */
export function SavingPanel({ disabled }: { disabled: boolean }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => (open ? stayAbove(button.current, panel.current) : undefined), [open]);
  useEffect(() => {
    if (disabled) panel.current?.hidePopover();
  }, [disabled]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`button ${styles.more}`}
        disabled={disabled}
        popoverTarget={id}
      >
        <Ellipsis size={20} aria-hidden />
        <span className="visually-hidden">{words.stylize.saving.more}</span>
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label={words.stylize.saving.more}
        className={styles.panel}
        onBeforeToggle={({ newState }: ToggleEvent) => newState === 'open' && setOpen(true)}
        // Not before it is closed: the browser gives the focus back to the button from what has it in here.
        onToggle={({ newState }: ToggleEvent) => newState === 'closed' && setOpen(false)}
      >
        {/* Not before it is opened, so that what was done last time is not said again. */}
        {open && <Content />}
      </div>
    </>
  );
}

/** Keeps a panel above a button, its end at the button's end. @returns what ends that */
function stayAbove(button: HTMLElement | null, panel: HTMLElement | null) {
  if (!button || !panel) return undefined;
  const place = () => {
    const { right, top } = button.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    panel.style.setProperty('--end', `${clientWidth - right}px`);
    panel.style.setProperty('--below', `${clientHeight - top}px`);
  };
  place();
  window.addEventListener('scroll', place, { passive: true });
  window.addEventListener('resize', place);
  return () => {
    window.removeEventListener('scroll', place);
    window.removeEventListener('resize', place);
  };
}

/** @returns what gets a file and saves it, and then says whether there was one */
const saving = (get: () => Promise<SavedFile | undefined>) => async () => {
  const file = await get();
  saveFile(file);
  return file !== undefined;
};

/** What was asked for last, and how far it is. */
interface Asked {
  readonly label: string;
  readonly state: 'working' | 'done';
}

function Content() {
  const text = words.stylize.saving;
  const { file, copyPicture, copyLink, share, saveBeforeAndAfter, saveStyle } = useSavingActions();
  const { notify } = usePhotosActions();
  const canShare = useSaving((state) => state.canShare);
  const isLess = useStylize(({ settings }) => hasOwnStyle(settings));
  const pixels = useStylize(shownPixels);
  const grows = useStylize((state) => growsTo(state) !== undefined);
  const waiting = useSaving((state) => state.waiting);
  // It is made of what the page shows once that is enlarged, which may be smaller than the download.
  const pairSize = !grows && pixels && words.stylize.pixels(2 * pixels.width, pixels.height);
  const [asked, setAsked] = useState<Asked>();
  const print = async () => {
    try {
      const { printPicture } = await loadCode(() => import('./printPicture.ts'));
      return await printPicture(await file());
    } catch (error) {
      notify(faultOf(error));
      return false;
    }
  };
  const action = (
    icon: LucideIcon,
    label: string,
    done: string,
    run: () => Promise<boolean>,
    note?: string,
  ) => {
    const state = asked?.label === label ? asked.state : undefined;
    const press = async () => {
      if (asked?.state === 'working') return;
      setAsked({ label, state: 'working' });
      setAsked((await run()) ? { label, state: 'done' } : undefined);
    };
    const said = state && { working: waiting ? text.waiting : text.working, done }[state];
    return { icon: state === 'done' ? Check : icon, label, said, note, onPress: press };
  };
  const actions = [
    action(ClipboardCopy, text.copy, text.copied, copyPicture),
    ...(canShare ? [action(Share2, text.share, text.shared, share)] : []),
    action(Printer, text.print, text.printed, print),
    action(
      Columns2,
      text.beforeAndAfter,
      text.saved,
      saving(saveBeforeAndAfter),
      pairSize || undefined,
    ),
    isLess
      ? action(Link2, text.copyLink, text.copiedLess, copyLink, text.linkNoteLess)
      : action(Link2, text.copyLink, text.copied, copyLink, text.linkNote),
    action(Palette, text.style, text.saved, saving(saveStyle), text.styleNote),
  ];
  return (
    <>
      <Quality />
      {actions.map((each) => (
        <Action key={each.label} {...each} />
      ))}
      <p role="status" className="visually-hidden">
        {actions.map(({ said }) => said)}
      </p>
    </>
  );
}

/** Of the formats that have one. */
function Quality() {
  const { choose } = useSavingActions();
  const { format, quality } = useSaving(({ settings }) => settings);
  if (isExact(format)) return null;
  return (
    <div className={styles.quality}>
      <Slider
        label={words.stylize.saving.quality}
        value={quality}
        onChange={(value) => choose({ quality: value })}
        heading
      />
    </div>
  );
}

interface ActionProps {
  readonly icon: LucideIcon;
  readonly label: string;
  /** How far it is. Screen readers have it from the panel's status: what is in a button is its name. */
  readonly said: string | undefined;
  /** What the visitor should know before pressing it. */
  readonly note: string | undefined;
  readonly onPress: () => Promise<void>;
}

/** A button of the panel. */
function Action({ icon: Icon, label, said, note, onPress }: ActionProps) {
  return (
    <button type="button" className={styles.action} onClick={() => void onPress()}>
      <Icon size={18} aria-hidden />
      {label}
      <span className={styles.said}>
        {/* Its room stays: a panel that becomes narrower would move the buttons away from the pointer. */}
        {note && <span data-hidden={said !== undefined || undefined}>{note}</span>}
        {said && <span aria-hidden>{said}</span>}
      </span>
    </button>
  );
}

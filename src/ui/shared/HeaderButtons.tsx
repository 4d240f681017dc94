import { Info, Keyboard } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { faultOf, loadCode } from '../../state/shared/index.ts';
import { words } from '../words/index.ts';
import { usePhotosActions } from './context.ts';
import styles from './HeaderButtons.module.css';
import { useShortcut } from './useShortcut.ts';

let dialogs: typeof import('./dialogs.ts') | undefined;

/** Downloads the dialogs, so that they open at once, and without a network. */
export async function loadDialogs(): Promise<void> {
  dialogs ??= await loadCode(() => import('./dialogs.ts'));
}

/** The buttons for the list of keyboard shortcuts and for About. */
export function HeaderButtons() {
  const [open, setOpen] = useState<'shortcuts' | 'about'>();
  // Only that one: About has closed after the list took its place.
  const close = (which: typeof open) => setOpen((now) => (now === which ? undefined : now));
  const { notify } = usePhotosActions();
  const show = useCallback(
    (which: typeof open) =>
      void loadDialogs().then(
        () => setOpen(which),
        (error: unknown) => notify(faultOf(error)),
      ),
    [notify],
  );
  const list = useCallback(() => show('shortcuts'), [show]);
  useShortcut('list', list);
  return (
    <div className={styles.buttons}>
      <HeaderButton name={words.shared.shortcuts.title} className={styles.keyboard} onClick={list}>
        <Keyboard size={18} aria-hidden />
      </HeaderButton>
      <HeaderButton name={words.shared.about.title} onClick={() => show('about')}>
        <Info size={18} aria-hidden />
      </HeaderButton>
      {dialogs && open === 'shortcuts' && (
        <dialogs.ShortcutsDialog onClose={() => close('shortcuts')} />
      )}
      {dialogs && open === 'about' && (
        <dialogs.AboutDialog onClose={() => close('about')} onShortcuts={list} />
      )}
    </div>
  );
}

interface ButtonProps {
  readonly name: string;
  readonly className?: string | undefined;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function HeaderButton({ name, className = '', onClick, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={`icon-button ${styles.button} ${className}`}
      title={name}
      aria-label={name}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

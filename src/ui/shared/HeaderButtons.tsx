import { Info, Keyboard } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { words } from '../words/index.ts';
import { AboutDialog } from './AboutDialog.tsx';
import styles from './HeaderButtons.module.css';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { useShortcut } from './useShortcut.ts';

/** The buttons for the list of keyboard shortcuts and for About. */
export function HeaderButtons() {
  const [open, setOpen] = useState<'shortcuts' | 'about'>();
  // Only that one: About has closed after the list took its place.
  const close = (which: typeof open) => setOpen((now) => (now === which ? undefined : now));
  const list = useCallback(() => setOpen('shortcuts'), []);
  useShortcut('list', list);
  return (
    <div className={styles.buttons}>
      <HeaderButton name={words.shared.shortcuts.title} className={styles.keyboard} onClick={list}>
        <Keyboard size={18} aria-hidden />
      </HeaderButton>
      <HeaderButton name={words.shared.about.title} onClick={() => setOpen('about')}>
        <Info size={18} aria-hidden />
      </HeaderButton>
      {open === 'shortcuts' && <ShortcutsDialog onClose={() => close('shortcuts')} />}
      {open === 'about' && <AboutDialog onClose={() => close('about')} onShortcuts={list} />}
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

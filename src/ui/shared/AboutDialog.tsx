import { Keyboard } from 'lucide-react';
import { words } from '../words/index.ts';
import { Dialog } from './Dialog.tsx';
import styles from './Dialog.module.css';
import { LICENCES } from './licences.ts';

interface Props {
  readonly onClose: () => void;
  /** Shows the list of keyboard shortcuts instead. */
  readonly onShortcuts: () => void;
}

/** What this is, how it works, what it sends, and whose work is in it. */
export function AboutDialog({ onClose, onShortcuts }: Props) {
  const { about, shortcuts, comma } = words.shared;
  const byLicence = [...new Set(Object.values(LICENCES))].map((licence) => ({
    licence,
    names: Object.keys(LICENCES).filter((name) => LICENCES[name] === licence),
  }));
  return (
    <Dialog title={about.title} onClose={onClose}>
      <p>{about.what}</p>
      <div>
        <h3>{about.sent}</h3>
        <p>{about.sentWhy}</p>
      </div>
      <div>
        <h3>{about.howTitle}</h3>
        <p>{about.how}</p>
      </div>
      <button
        type="button"
        className={`button small ${styles.button}`}
        onClick={(event) => {
          // That gives the focus back to the button that opened it, where it is after the list, too.
          event.currentTarget.closest('dialog')?.close();
          onShortcuts();
        }}
      >
        <Keyboard size={16} aria-hidden />
        {shortcuts.title}
      </button>
      <div>
        <h3>{about.licenceTitle}</h3>
        <p>{about.licence}</p>
      </div>
      <div className={styles.small}>
        <p>{about.builtWith}</p>
        <ul>
          {byLicence.map(({ licence, names }) => (
            <li key={licence}>{`${licence}: ${names.join(comma)}`}</li>
          ))}
        </ul>
        <p>
          <a href="licences.txt">{about.licences}</a>
        </p>
        <p>{about.version(String(import.meta.env['VITE_VERSION']))}</p>
      </div>
    </Dialog>
  );
}

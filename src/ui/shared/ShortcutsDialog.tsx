import { Fragment } from 'react';
import { useStore } from 'zustand';
import { SHORTCUTS } from '../../state/shared/index.ts';
import { words } from '../words/index.ts';
import { useApp } from './context.ts';
import { Dialog } from './Dialog.tsx';
import styles from './Dialog.module.css';
import { Switch } from './Switch.tsx';

/** The list of keyboard shortcuts, and a switch for those that are a single key. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { shortcuts } = useApp();
  const { title, names, on, or, others } = words.shared.shortcuts;
  const used = useStore(shortcuts.store, (state) => state.on);
  return (
    <Dialog title={title} onClose={onClose}>
      <dl className={styles.keys}>
        {SHORTCUTS.map((shortcut) => {
          const { id, keys } = shortcut;
          const range = 'range' in shortcut;
          const shown = range ? [keys[0], keys.at(-1) ?? ''] : keys;
          return (
            <div key={id} className={used || keys[0].length > 1 ? '' : styles.unused}>
              <dt>{names[id]}</dt>
              <dd>
                {shown.map((key, index) => (
                  <Fragment key={key}>
                    {index > 0 && <span>{range ? '–' : or}</span>}
                    <Keys keys={key} />
                  </Fragment>
                ))}
              </dd>
            </div>
          );
        })}
      </dl>
      <Switch label={on} on={used} onSwitch={shortcuts.setOn} />
      <p className={styles.small}>{others}</p>
    </Dialog>
  );
}

/** What Apple's keyboards have in place of Ctrl. */
const CONTROL = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

/** Keys that are pressed together, "Shift+Ctrl+Z". */
function Keys({ keys }: { keys: string }) {
  return keys.split('+').map((key) => <kbd key={key}>{key === 'Ctrl' ? CONTROL : key}</kbd>);
}

import { Paintbrush, Pencil, Plus } from 'lucide-react';
import { useRef } from 'react';
import { isOwnStyle } from '../../../state/shared/index.ts';
import { useStudio, useStudioActions, useStylize } from '../../shared/context.ts';
import { percent } from '../../shared/format.ts';
import { useLostFocus } from '../../shared/lostFocus.ts';
import { words } from '../../words/index.ts';
import styles from './OwnStyleButton.module.css';

/** Behind the styles: opens the panel. While a painting is learned it says how far that is. */
export function OwnStyleButton() {
  const { open } = useStudioActions();
  const chosen = useStylize((state) => state.settings.style);
  const learns = useStudio(({ learning }) =>
    learning.status === 'running' ? learning.progress.done : undefined,
  );
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(
    button,
    useStudio(({ closed }) => closed === true),
  );
  const isOwn = isOwnStyle(chosen);
  const Icon = learns !== undefined ? Paintbrush : isOwn ? Pencil : Plus;
  const { button: name, buttonLearning } = words.ownStyle;
  return (
    <button
      ref={button}
      type="button"
      className={styles.button}
      onClick={() => open(isOwn ? chosen : undefined)}
    >
      <span className={styles.square}>
        <Icon size={22} aria-hidden />
      </span>
      <span>
        <span>{name}</span>
        {learns !== undefined && <span aria-hidden>{` · ${buttonLearning(percent(learns))}`}</span>}
      </span>
    </button>
  );
}

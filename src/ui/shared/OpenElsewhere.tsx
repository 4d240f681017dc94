import type { Elsewhere } from '../../state/shared/index.ts';
import { words } from '../words/index.ts';
import { useApp } from './context.ts';

interface Props {
  readonly elsewhere: Elsewhere | undefined;
  /** The visitor goes there. */
  readonly onOpen?: () => void;
}

/** Beside what is wrong with files: opens them on the page that takes them, where there is one. */
export function OpenElsewhere({ elsewhere, onOpen }: Props) {
  const { openOn } = useApp();
  if (!elsewhere) return null;
  const open = () => {
    onOpen?.();
    openOn(elsewhere);
  };
  return (
    <button type="button" className="button small" onClick={open}>
      {words.shared.openOn(words.shared.pages[elsewhere.page])}
    </button>
  );
}

import { SquareDashedMousePointer } from 'lucide-react';
import { lastResult } from '../../state/shared/index.ts';
import { useStylize, useStylizeActions } from '../shared/context.ts';
import { words } from '../words/index.ts';
import styles from './MaskButton.module.css';

/** Begins to draw where the style applies, and ends it. */
export function MaskButton() {
  const { startMasking, stopMasking } = useStylizeActions();
  const on = useStylize((state) => state.masking.on);
  const painted = useStylize((state) => lastResult(state.stage) !== undefined);
  return (
    <div className={styles.row}>
      <span>{words.stylize.mask.hint}</span>
      <button
        type="button"
        className="button small"
        aria-pressed={on}
        disabled={!painted && !on}
        onClick={on ? stopMasking : startMasking}
      >
        <SquareDashedMousePointer size={16} aria-hidden />
        {words.stylize.mask.title}
      </button>
    </div>
  );
}

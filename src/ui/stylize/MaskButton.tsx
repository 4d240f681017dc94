import { SquareDashedMousePointer, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { lastResult } from '../../state/shared/index.ts';
import { useStylize, useStylizeActions } from '../shared/context.ts';
import { words } from '../words/index.ts';
import styles from './MaskButton.module.css';

/** Begins to draw where the style applies, and ends it. Says whether there is a mask, and takes it away. */
export function MaskButton() {
  const { startMasking, stopMasking, clearMask } = useStylizeActions();
  const on = useStylize((state) => state.masking.on);
  const painted = useStylize((state) => lastResult(state.stage) !== undefined);
  const used = useStylize((state) => state.mask !== undefined);
  const button = useRef<HTMLButtonElement>(null);
  const hint = useId();
  const remove = () => {
    clearMask();
    button.current?.focus(); // the button that was pressed goes away
  };
  const text = words.stylize.mask;
  return (
    <div className={styles.row}>
      <span id={hint} data-used={used}>
        {used ? text.used : text.hint}
      </span>
      <div className={styles.buttons}>
        <button
          ref={button}
          type="button"
          className="button small"
          aria-pressed={on}
          aria-describedby={hint}
          disabled={!painted && !on}
          onClick={on ? stopMasking : startMasking}
        >
          <SquareDashedMousePointer size={16} aria-hidden />
          {text.title}
        </button>
        {used && (
          <button
            type="button"
            className="button small"
            aria-label={text.removeMask}
            onClick={remove}
          >
            <X size={16} aria-hidden />
            {text.remove}
          </button>
        )}
      </div>
    </div>
  );
}

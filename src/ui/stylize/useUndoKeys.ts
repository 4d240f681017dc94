import { useEffect } from 'react';
import { useStylizeActions } from '../shared/context.ts';
import { useShortcut } from '../shared/useShortcut.ts';

/** What begins another step. A click is also how screen readers press something, without a pointer. */
const BEGINS = ['pointerdown', 'click', 'focusin'] as const;

/**
 * The keys for undo and redo. What is pressed next is another step, so that each move of a slider is one.
 *
 * @param mayUndo whether the keys do something now
 */
export function useUndoKeys(mayUndo: boolean) {
  const { undo, redo, endStep } = useStylizeActions();
  useShortcut('undo', undo, mayUndo);
  useShortcut('redo', redo, mayUndo);
  useEffect(() => {
    // While they go down, before the control itself hears of them.
    for (const type of BEGINS) window.addEventListener(type, endStep, true);
    return () => {
      for (const type of BEGINS) window.removeEventListener(type, endStep, true);
    };
  }, [endStep]);
}

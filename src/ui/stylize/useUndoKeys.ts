import { useEffect } from 'react';
import { useStylizeActions } from '../shared/context.ts';

/** What begins another step. A click is also how screen readers press something, without a pointer. */
const BEGINS = ['pointerdown', 'click', 'focusin'] as const;

/**
 * Ctrl+Z takes the last step back, Shift+Ctrl+Z and Ctrl+Y do it again; on a Mac with Cmd. A text field keeps its own
 * undo. What is pressed next is another step, so that each move of a slider is one.
 */
export function useUndoKeys() {
  const { undo, redo, endStep } = useStylizeActions();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = stepOf(event);
      if (!step || isTextField(event.target)) return;
      event.preventDefault();
      if (step === 'undo') undo();
      else redo();
    };
    window.addEventListener('keydown', onKey);
    // While they go down, before the control itself hears of them.
    for (const type of BEGINS) window.addEventListener(type, endStep, true);
    return () => {
      window.removeEventListener('keydown', onKey);
      for (const type of BEGINS) window.removeEventListener(type, endStep, true);
    };
  }, [undo, redo, endStep]);
}

function stepOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) {
  if (altKey || ctrlKey === metaKey) return undefined;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : undefined;
}

/** Inputs in which nothing is typed. */
const NO_TEXT = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'radio',
  'range',
  'reset',
  'submit',
]);

function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NO_TEXT.has(target.type);
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}

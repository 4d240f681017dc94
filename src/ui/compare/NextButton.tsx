import { type ComponentProps, useRef } from 'react';
import { useLostFocus } from '../shared/lostFocus.ts';

interface Props extends ComponentProps<'button'> {
  /** Whether what was there before it was there for the visitor to press. */
  readonly takesFocus?: boolean;
}

/** A button that takes the place of one that was pressed, and its focus. */
export function NextButton({ takesFocus = true, ...props }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useLostFocus(button, takesFocus);
  return <button ref={button} type="button" {...props} />;
}

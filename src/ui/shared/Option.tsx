import { type ReactNode, useId } from 'react';

/** One of the options of a group. */
export interface OptionOf<Id extends string> {
  readonly id: Id;
  /** What the visitor sees of it: text and pictures. The text is its name for screen readers, too. */
  readonly content: ReactNode;
  /** What screen readers say of it after its name. */
  readonly description?: string;
}

interface Props extends Omit<OptionOf<string>, 'id'> {
  readonly type: 'radio' | 'checkbox';
  /** Of a group of radio buttons: the same in each of them. */
  readonly name?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
  /** What tells a group that a mouse or a finger rests on the option. */
  readonly pointing?: React.HTMLAttributes<HTMLElement>;
}

/**
 * A radio button or a checkbox, and its label. The input is the browser's own, not seen but in the page, so keys,
 * focus and what screen readers say come from the browser.
 */
export function Option({ type, content, description, onChange, pointing, ...input }: Props) {
  const id = useId();
  return (
    <label {...pointing}>
      <input
        className="visually-hidden"
        type={type}
        aria-describedby={description && id}
        onChange={({ target }) => onChange(target.checked)}
        {...input}
      />
      {content}
      {description && (
        <span id={id} hidden>
          {description}
        </span>
      )}
    </label>
  );
}

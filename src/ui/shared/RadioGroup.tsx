import { type ReactNode, useId } from 'react';
import { usePointing } from './usePointing.ts';
import styles from './RadioGroup.module.css';
import settings from './Settings.module.css';

interface RadioOption<Id extends string> {
  readonly id: Id;
  /** What the visitor sees of it: text and pictures. The text is its name for screen readers, too. */
  readonly content: ReactNode;
  /** What screen readers say of it after its name. */
  readonly description?: string;
}

interface Props<Id extends string> {
  readonly label: string;
  /** `tiles`: pictures with a name below. `cards`: a few lines each. `segments`: an icon and a word. */
  readonly look: 'tiles' | 'cards' | 'segments';
  /** Whether the label stands above the options as a heading. */
  readonly heading?: boolean;
  readonly options: readonly RadioOption<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
  /** Between the heading and the options. */
  readonly note?: ReactNode;
  /** Told the option that a mouse rests on or a finger holds; undefined when that ends. */
  readonly onPoint?: ((id: Id | undefined) => void) | undefined;
}

/**
 * One of several options. The inputs are the browser's own radio buttons, not seen but in the page, so the arrow
 * keys, the focus and what screen readers say come from the browser.
 */
export function RadioGroup<Id extends string>(props: Props<Id>) {
  const { label, look, heading = false, options, chosen, onChoose, note, onPoint } = props;
  const name = useId();
  const pointing = usePointing(onPoint);
  const labels = options.map(({ id, content, description }) => (
    <label key={id} {...pointing(id)}>
      <input
        className="visually-hidden"
        type="radio"
        name={name}
        checked={chosen === id}
        aria-describedby={description && `${name}${id}`}
        onChange={() => onChoose(id)}
      />
      {content}
      {description && (
        <span id={`${name}${id}`} hidden>
          {description}
        </span>
      )}
    </label>
  ));
  const columns = { '--columns': options.length } as React.CSSProperties;
  if (!heading) {
    return (
      <div role="radiogroup" aria-label={label} className={styles[look]} style={columns}>
        {labels}
      </div>
    );
  }
  return (
    <div role="radiogroup" aria-label={label} className={settings.group}>
      <h2 aria-hidden>{label}</h2>
      {note}
      <div className={styles[look]} style={columns}>
        {labels}
      </div>
    </div>
  );
}

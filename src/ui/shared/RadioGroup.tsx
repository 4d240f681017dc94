import { type ReactNode, useId } from 'react';
import { Option, type OptionOf } from './Option.tsx';
import { usePointing } from './usePointing.ts';
import styles from './RadioGroup.module.css';
import settings from './Settings.module.css';

interface Props<Id extends string> {
  readonly label: string;
  /** `tiles`: pictures with a name below. `cards`: a few lines each. `segments`: an icon and a word. */
  readonly look: 'tiles' | 'cards' | 'segments';
  /** Whether the label stands above the options as a heading. */
  readonly heading?: boolean;
  readonly options: readonly OptionOf<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
  /** Behind the options, and none of them. */
  readonly end?: ReactNode;
  /** Told the option that a mouse rests on or a finger holds; undefined when that ends. */
  readonly onPoint?: ((id: Id | undefined) => void) | undefined;
}

/** One of several options: the browser's own radio buttons, so that the arrow keys come from the browser. */
export function RadioGroup<Id extends string>(props: Props<Id>) {
  const { label, look, heading = false, options, chosen, onChoose, onPoint, end } = props;
  const name = useId();
  const pointing = usePointing(onPoint);
  const radios = options.map(({ id, ...option }) => (
    <Option
      key={id}
      type="radio"
      name={name}
      checked={chosen === id}
      onChange={() => onChoose(id)}
      pointing={pointing(id)}
      {...option}
    />
  ));
  const columns = { '--columns': options.length } as React.CSSProperties;
  if (end) {
    return (
      <div className={styles[look]} style={columns}>
        <div role="radiogroup" aria-label={label} className={styles.part}>
          {radios}
        </div>
        {end}
      </div>
    );
  }
  if (!heading) {
    return (
      <div role="radiogroup" aria-label={label} className={styles[look]} style={columns}>
        {radios}
      </div>
    );
  }
  return (
    <div role="radiogroup" aria-label={label} className={settings.group}>
      <h2 aria-hidden>{label}</h2>
      <div className={styles[look]} style={columns}>
        {radios}
      </div>
    </div>
  );
}

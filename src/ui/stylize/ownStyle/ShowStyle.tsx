import type { OwnStyle } from '../../../state/shared/index.ts';
import { choiceToShow } from '../../../state/stylize/index.ts';
import { useStylize, useStylizeActions } from '../../shared/context.ts';
import { words } from '../../words/index.ts';

interface Props {
  readonly style: OwnStyle;
  /** For which it was learned, the preferred one first. */
  readonly networks: readonly string[];
}

/** Chooses an own style. It is there while the page paints otherwise. */
export function ShowStyle({ style, networks }: Props) {
  const { choose } = useStylizeActions();
  const choice = useChoiceToShow(style, networks);
  if (!choice) return null;
  return (
    <button type="button" className="button small" onClick={() => choose(choice)}>
      {words.ownStyle.show}
    </button>
  );
}

/** @returns what to choose so that the page paints with an own style; undefined where it does already, or can't */
export function useChoiceToShow(style: OwnStyle, networks: readonly string[]) {
  const settings = useStylize((state) => state.settings);
  const connection = useStylize((state) => state.connection);
  const precision = useStylize((state) => state.precision);
  return choiceToShow(style, { settings, connection, precision }, networks);
}

import type { Manifest } from '../../engine/index.ts';
import { isOwnStyle, ranked, type Styles } from '../../state/shared/index.ts';
import { styleTitle, words } from '../words/index.ts';
import { list, percent } from './format.ts';

/** @returns a style's title, or those of a mix with their shares: "Udnie 60 % and The Scream 40 %" */
export function titleOfStyles({ style, mix }: Styles, { styles }: Pick<Manifest, 'styles'>) {
  const title = (wanted: string) => {
    const known = styles.find(({ id }) => id === wanted);
    if (known) return styleTitle(known);
    return isOwnStyle(wanted) ? words.ownStyle.removedStyle : wanted;
  };
  if (mix.length === 0) return title(style);
  return list(ranked(mix).map((part) => `${title(part.style)} ${percent(part.percent / 100)}`));
}

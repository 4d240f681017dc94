import type { Manifest } from '../../engine/index.ts';
import { type Mix, withShare } from '../../state/shared/index.ts';
import { styleTitle, words } from '../words/index.ts';
import styles from './Shares.module.css';
import { Slider } from './Slider.tsx';

interface Props {
  readonly manifest: Manifest;
  /** Two styles or more. */
  readonly parts: Mix;
  readonly onChoose: (parts: Mix) => void;
}

/** A slider for the share of each style of a mix. The others follow, so that all together are 100 %. */
export function Shares({ manifest, parts, onChoose }: Props) {
  const titleOf = (wanted: string) => {
    const style = manifest.styles.find(({ id }) => id === wanted);
    return style ? styleTitle(style) : wanted;
  };
  return (
    <div role="group" aria-label={words.shared.shares} className={styles.shares}>
      {parts.map(({ style, percent }) => (
        <Slider
          key={style}
          label={titleOf(style)}
          value={percent / 100}
          onChange={(share) => onChoose(withShare(parts, style, 100 * share))}
        />
      ))}
    </div>
  );
}

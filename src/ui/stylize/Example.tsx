import { useEffect, useState } from 'react';
import { defaultStyleOf } from '../../state/shared/index.ts';
import { useStylize } from '../shared/context.ts';
import { styleTitle, words } from '../words/index.ts';
import { BeforeAndAfter } from './BeforeAndAfter.tsx';
import styles from './Example.module.css';

/** Of the files in public/example/, which scripts/example.mjs makes: the photo, and a painting for each style. */
const [WIDTH, HEIGHT] = [896, 323];
const fileOf = (name: string) => `example/${name}.webp`;

/** What the page begins with. */
const FIRST = { id: 'starry-night', title: 'The Starry Night' };

/**
 * A photo and its painting, to try the divider on. They are files: nothing is painted for this. The painting is in the
 * style that the visitor chooses.
 */
export function Example() {
  const style = useExampleStyle();
  return (
    <div className={styles.example}>
      <BeforeAndAfter
        label={words.stylize.example.label}
        start={40}
        divided
        before={
          <>
            <Picture name="photo" />
            <span className={`chip ${styles.photo}`}>{words.stylize.example.photo}</span>
          </>
        }
        after={
          <>
            <Picture name={style.id} />
            <span className={`chip ${styles.painting}`}>
              {words.stylize.example.painting(styleTitle(style))}
            </span>
          </>
        }
      />
    </div>
  );
}

function Picture({ name }: { name: string }) {
  return <img src={fileOf(name)} alt="" width={WIDTH} height={HEIGHT} draggable={false} />;
}

/** @returns the style of the example. It follows the visitor's choice as soon as the picture of that has arrived. */
function useExampleStyle() {
  const id = useStylize(({ settings }) => settings.style);
  const manifest = useStylize(({ connection }) =>
    connection.status === 'connected' ? connection.manifest : undefined,
  );
  // Nobody chose the style that is there from the beginning. Once another one was chosen, it is a choice as well.
  const [follows, setFollows] = useState(false);
  const chosen = manifest?.styles.find((style) => style.id === id);
  if (!follows && manifest && chosen && id !== defaultStyleOf(manifest)) setFollows(true);
  const wanted = follows && !chosen?.own ? chosen : undefined;
  const [shown, setShown] = useState<typeof FIRST>(FIRST);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    const picture = new Image();
    picture.src = fileOf(wanted.id);
    // Without a network the one before stays.
    picture.decode().then(
      () => current && setShown(wanted),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [wanted]);
  return shown;
}

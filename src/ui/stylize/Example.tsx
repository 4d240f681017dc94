import { words } from '../words/index.ts';
import { BeforeAndAfter } from './BeforeAndAfter.tsx';
import styles from './Example.module.css';

/** Of the files in public/example/, which scripts/example.mjs makes. */
const [WIDTH, HEIGHT] = [896, 323];

/** A photo and its painting, to try the divider on. They are files: nothing is painted for this. */
export function Example() {
  const picture = (name: string) => (
    <img src={`example/${name}.webp`} alt="" width={WIDTH} height={HEIGHT} draggable={false} />
  );
  return (
    <div className={styles.example}>
      <BeforeAndAfter
        label={words.stylize.example.label}
        start={40}
        divided
        before={
          <>
            {picture('photo')}
            <span className={`chip ${styles.photo}`}>{words.stylize.example.photo}</span>
          </>
        }
        after={
          <>
            {picture('painting')}
            <span className={`chip ${styles.painting}`}>{words.stylize.example.painting}</span>
          </>
        }
      />
    </div>
  );
}

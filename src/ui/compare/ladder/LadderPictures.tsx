import { Play, X } from 'lucide-react';
import type { LadderRow } from '../../../state/compare/index.ts';
import { lastResult } from '../../../state/shared/index.ts';
import { frameAspect, PixelsCanvas } from '../../shared/Canvas.tsx';
import { useCompare, useCompareActions, usePhotos } from '../../shared/context.ts';
import { count, duration, percent } from '../../shared/format.ts';
import { titleOfStyles } from '../../shared/titleOfStyles.ts';
import { sentenceOf, words } from '../../words/compare.ts';
import quality from '../Quality.module.css';
import styles from './LadderPictures.module.css';
import { rowName } from './rows.ts';

/** The visitor's photo, painted by each network that was asked to. */
export function LadderPictures({ rows }: { readonly rows: readonly LadderRow[] }) {
  const { ladder } = useCompareActions();
  const photo = usePhotos((state) => state.photo);
  const settings = useCompare((state) => state.settings);
  const connection = useCompare((state) => state.connection);
  const running = rows.some(({ picture }) => picture.status === 'running');
  if (!photo || connection.status !== 'connected') return null;
  return (
    <div className={quality.part}>
      <h3>{words.ladder.pictures}</h3>
      <p className={quality.quiet}>
        {words.ladder.picturesAbout(titleOfStyles(settings, connection.manifest))}
      </p>
      <button
        type="button"
        className={`button ${styles.all}`}
        onClick={() => (running ? ladder.cancelPainting() : ladder.paint())}
      >
        {running ? <X size={18} aria-hidden /> : <Play size={18} aria-hidden />}
        <span>{running ? words.ladder.cancelPainting : words.ladder.paintAll}</span>
      </button>
      <ul
        className={styles.pictures}
        style={{ '--aspect': frameAspect(photo.bitmap) } as React.CSSProperties}
      >
        {rows.map((row) => (
          <Picture key={row.entry.id} row={row} />
        ))}
      </ul>
    </div>
  );
}

function Picture({ row }: { readonly row: LadderRow }) {
  const { ladder } = useCompareActions();
  const { entry, picture } = row;
  const outcome = lastResult(picture);
  const name = rowName(row);
  const running = picture.status === 'running';
  return (
    <li data-testid={`ladder-${entry.id}`} data-state={picture.status}>
      <div className={styles.frame}>
        {outcome && picture.status === 'done' ? (
          <PixelsCanvas pixels={outcome.pixels} />
        ) : (
          <button
            type="button"
            className="button small"
            onClick={() => (running ? ladder.cancelPainting(entry.id) : ladder.paint(entry.id))}
          >
            {running ? <X size={16} aria-hidden /> : <Play size={16} aria-hidden />}
            <span>{running ? words.ladder.cancelOf(name) : words.ladder.paint(name)}</span>
          </button>
        )}
      </div>
      <p className={styles.name}>
        {name} <span>{words.ladder.weightsOf(count(entry.weights))}</span>
      </p>
      <p
        className={picture.status === 'failed' ? styles.problem : styles.quiet}
        role={picture.status === 'failed' ? 'alert' : undefined}
      >
        <State picture={picture} />
      </p>
    </li>
  );
}

function State({ picture }: Pick<LadderRow, 'picture'>) {
  switch (picture.status) {
    case 'idle':
    case 'cancelled': // many of those never began
      return words.ladder.notPainted;
    case 'failed':
      return sentenceOf(picture.fault);
    case 'done':
      return words.ladder.painted(
        duration(picture.result.ms),
        words.shared.executors[picture.result.ranOn.id],
      );
    case 'running': {
      const { phase, done } = picture.progress;
      return `${words.shared.phases[phase]} ${done === undefined ? '' : percent(done)}`;
    }
  }
}

import type { LadderRow, PublishedNetwork } from '../../../state/compare/index.ts';
import { count, duration, large, megabytes, orDash } from '../../shared/format.ts';
import { sentenceOf, words } from '../../words/compare.ts';
import quality from '../Quality.module.css';
import { TakeAway } from '../TakeAway.tsx';
import styles from './LadderTable.module.css';
import { howOf, rowName, rowTime } from './rows.ts';
import { WideTable } from '../WideTable.tsx';

interface Props {
  readonly rows: readonly LadderRow[];
  readonly published: readonly PublishedNetwork[];
}

const COLUMNS = 7;
const distance = (value: number) => value.toFixed(3);

/** All figures of the ladder, with what others have published below. */
export function LadderTable({ rows, published }: Props) {
  const { columns } = words.ladder;
  return (
    <>
      <p className={quality.quiet}>{words.ladder.takeAwayHint}</p>
      <WideTable label={words.ladder.table}>
        <table className={`table ${styles.table}`}>
          <thead>
            <tr>
              <th scope="col">{columns.network}</th>
              <th scope="col">{columns.weights}</th>
              <th scope="col">{columns.bytes}</th>
              <th scope="col">
                {columns.multiplyAdds}
                <span className={styles.quiet}>{columns.multiplyAddsHint}</span>
              </th>
              <th scope="col">
                {columns.time}
                <span className={styles.quiet}>{columns.timeHint}</span>
              </th>
              <th scope="col">
                {columns.content}
                <span className={styles.quiet}>{columns.distanceHint}</span>
              </th>
              <th scope="col">
                {columns.structure}
                <span className={styles.quiet}>{columns.distanceHint}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.entry.id} {...row} />
            ))}
          </tbody>
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={COLUMNS} className={styles.group}>
                {words.ladder.published}
              </th>
            </tr>
            {published.map((one) => (
              <Published key={one.id} {...one} />
            ))}
          </tbody>
        </table>
      </WideTable>
    </>
  );
}

function Row(row: LadderRow) {
  const { entry, multiplyAdds, judged, problem, unmeasured } = row;
  return (
    <tr data-testid={`ladder-row-${entry.id}`}>
      <th scope="row">
        <span>{rowName(row)}</span>
        <span className={styles.quiet}>{howOf(row)}</span>
        <TakeAway entry={entry} name={rowName(row)} />
        {problem && <span className={styles.problem}>{sentenceOf(problem)}</span>}
        {unmeasured && <span className={styles.problem}>{sentenceOf(unmeasured)}</span>}
      </th>
      <td>{count(entry.weights)}</td>
      <td>{megabytes(entry.bytes)}</td>
      <td>{orDash(multiplyAdds, large)}</td>
      <td>{orDash(rowTime(row), duration)}</td>
      <td>{orDash(judged?.content, distance)}</td>
      <td>{orDash(judged?.structure, distance)}</td>
    </tr>
  );
}

function Published({ id, weights, bytes, multiplyAdds, source }: PublishedNetwork) {
  const { name, what } = words.ladder.networks[id];
  return (
    <tr>
      <th scope="row">
        {name}
        <span className={styles.quiet}>
          <span>{what}</span>
          {source && (
            <>
              <span>{words.shared.comma}</span>
              <a href={source} target="_blank" rel="noreferrer">
                {words.ladder.source}
                <span className="visually-hidden"> {name}</span>
              </a>
            </>
          )}
        </span>
      </th>
      <td>{orDash(weights, count)}</td>
      <td>{orDash(bytes, megabytes)}</td>
      <td>{orDash(multiplyAdds, large)}</td>
      <td>{orDash(undefined, String)}</td>
      <td>{orDash(undefined, String)}</td>
      <td>{orDash(undefined, String)}</td>
    </tr>
  );
}

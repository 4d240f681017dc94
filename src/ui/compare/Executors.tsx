import { type EngineRow, leftOut } from '../../state/compare/index.ts';
import { REFERENCE_EXECUTOR } from '../../state/index.ts';
import {
  compareTimes,
  lastResult,
  median,
  roundRatios,
  summarize,
} from '../../state/shared/index.ts';
import { useCompare } from '../shared/context.ts';
import { duration, megabytes, orDash, times } from '../shared/format.ts';
import { deviceName, networkTitle, sentenceOf, whyLeftOut, words } from '../words/compare.ts';
import { Chapter } from './Chapter.tsx';
import styles from './Executors.module.css';
import { Measuring } from './MeasureButton.tsx';
import { WideTable } from './WideTable.tsx';

interface Props {
  readonly onMeasure: () => void;
  readonly onCancel: () => void;
}

/** Both networks on every executor of this browser. They are measured on request only. */
export function Executors({ onMeasure, onCancel }: Props) {
  const engines = useCompare((state) => state.engines);
  const rows =
    lastResult(engines) ?? (engines.status === 'running' ? engines.progress.rows : undefined);
  return (
    <Chapter
      title={words.compare.executors.title}
      about={
        <>
          <p>{words.compare.executors.about}</p>
          <Measuring
            benchmark={engines}
            label={rows ? words.compare.executors.measureAgain : words.compare.executors.measure}
            onMeasure={onMeasure}
            onCancel={onCancel}
          />
        </>
      }
    >
      {engines.status === 'failed' && (
        <p role="alert" className={styles.problem}>
          {sentenceOf(engines.fault)}
        </p>
      )}
      {engines.status === 'cancelled' && !rows && <p>{words.compare.measuring.outdated}</p>}
      {rows && <ExecutorsTable rows={rows} />}
      <LeftOut />
    </Chapter>
  );
}

/** The executors that are not measured, and why. */
function LeftOut() {
  const connection = useCompare((state) => state.connection);
  const capabilities = connection.status === 'connected' ? connection.capabilities : undefined;
  const out = capabilities ? leftOut(capabilities) : [];
  if (out.length === 0) return null;
  return (
    <ul className={styles.out}>
      {out.map(({ id, reason }) => (
        <li key={id}>{whyLeftOut(id, reason)}</li>
      ))}
    </ul>
  );
}

function ExecutorsTable({ rows }: { rows: readonly EngineRow[] }) {
  const connection = useCompare((state) => state.connection);
  const listed = connection.status === 'connected' ? connection.manifest.models : [];
  const models = [...new Set(rows.map(({ model }) => model))];
  return (
    <WideTable label={words.compare.executors.region}>
      <table className={`table ${styles.table}`}>
        <thead>
          <tr>
            <th scope="col">{words.compare.executors.columns.executor}</th>
            <th scope="col">{words.compare.executors.columns.median}</th>
            <th scope="col">{words.compare.executors.columns.reference}</th>
            <th scope="col">{words.compare.executors.columns.range}</th>
            <th scope="col">{words.compare.executors.columns.warmUp}</th>
            <th scope="col">
              {words.compare.executors.columns.memory}
              <span className={styles.quiet}>{words.compare.executors.columns.memoryHint}</span>
            </th>
          </tr>
        </thead>
        {models.map((model) => {
          const entry = listed.find(({ id }) => id === model);
          const own = rows.filter((row) => row.model === model);
          const reference = own.find(({ executor }) => executor.id === REFERENCE_EXECUTOR);
          return (
            <tbody key={model}>
              <tr>
                <th scope="rowgroup" colSpan={6} className={styles.model}>
                  {entry ? `${networkTitle(entry)} ${entry.precision}` : model}
                </th>
              </tr>
              {own.map((row) => (
                <Engine key={row.id} row={row} reference={reference} />
              ))}
            </tbody>
          );
        })}
      </table>
    </WideTable>
  );
}

function Engine({ row, reference }: { row: EngineRow; reference: EngineRow | undefined }) {
  const { executor, measured, problem } = row;
  const totals = totalsOf(row);
  const { median, min, max } = summarize(totals);
  const known = totals.length > 0;
  return (
    <tr data-testid={`engine-${row.id}`}>
      <th scope="row">
        <span>{words.shared.executors[executor.id]}</span>
        <span className={styles.quiet}>{deviceName(measured?.ranOn ?? executor)}</span>
        {problem && <span className={styles.problem}>{sentenceOf(problem)}</span>}
      </th>
      <td>{known && duration(median)}</td>
      <td>{reference && reference !== row && ratio(totals, totalsOf(reference))}</td>
      <td>{known && words.compare.executors.range(duration(min), duration(max))}</td>
      <td>{measured && orDash(measured.warmUpMs, duration)}</td>
      <td>{measured?.peak && megabytes(measured.peak.bytes)}</td>
    </tr>
  );
}

const totalsOf = ({ measured }: EngineRow) => measured?.runs.map(({ total }) => total) ?? [];

/** @returns how many times as long `others` take, such as "7.8×", by the rounds that both have run */
function ratio(own: readonly number[], others: readonly number[]): string | undefined {
  const each = roundRatios(own.slice(0, others.length), others);
  if (each.length === 0) return undefined;
  const { asLong, unclear } = words.shared.ratio;
  return { alike: asLong, unclear, differ: times(median(each)) }[compareTimes(own, others)];
}

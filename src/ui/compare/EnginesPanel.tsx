import { Timer } from 'lucide-react';
import type { EngineFault, ExecutorId } from '../../engine/index.ts';
import { leftOut, type EngineRow } from '../../state/compare/index.ts';
import { lastResult, median, roundRatios, summarize } from '../../state/shared/index.ts';
import { duration, megabytes, times } from '../format.ts';
import { deviceName, EXECUTORS, sentenceOf } from '../words/index.ts';
import { Measuring } from './MeasureButton.tsx';
import { Section } from './Section.tsx';
import { useCompare } from './useCompare.ts';
import styles from './EnginesPanel.module.css';

interface Props {
  readonly onMeasure: () => void;
  readonly onCancel: () => void;
}

/** Both networks on everything that this browser can run them with: measured when one asks for it. */
export function EnginesPanel({ onMeasure, onCancel }: Props) {
  const engines = useCompare((state) => state.engines);
  const rows =
    lastResult(engines) ?? (engines.status === 'running' ? engines.progress.rows : undefined);
  return (
    <Section
      title="Engines"
      about={
        <>
          <p>
            The same networks on everything that this browser can run them with, all in turn: WebGPU
            and WebGL where there is a graphics processor, our own WebAssembly kernels, and
            TensorFlow.js on WebAssembly as what the others are measured against.
          </p>
          {engines.status === 'running' ? (
            <Measuring {...engines.progress} onCancel={onCancel} />
          ) : (
            <button type="button" className="button" onClick={onMeasure}>
              <Timer size={18} aria-hidden />
              {rows ? 'Measure all again' : 'Measure every engine'}
            </button>
          )}
        </>
      }
    >
      {engines.status === 'failed' && (
        <p role="alert" className={styles.problem}>
          {sentenceOf(engines.fault)}
        </p>
      )}
      {rows && <EnginesTable rows={rows} />}
      <LeftOut />
    </Section>
  );
}

/** What the table is without, and why. */
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

function whyLeftOut(id: ExecutorId, reason: EngineFault | undefined): string {
  if (!reason)
    return `${EXECUTORS[id]} is left out: its GPU is emulated by the processor, which would take minutes.`;
  const sentence = sentenceOf(reason);
  return sentence.includes(EXECUTORS[id]) ? sentence : `${EXECUTORS[id]} is left out: ${sentence}`;
}

function EnginesTable({ rows }: { rows: readonly EngineRow[] }) {
  const connection = useCompare((state) => state.connection);
  const listed = connection.status === 'connected' ? connection.manifest.models : [];
  const models = [...new Set(rows.map(({ model }) => model))];
  return (
    // Wider than a phone: it scrolls, for which the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="All engines">
      <table className={`table ${styles.table}`}>
        <thead>
          <tr>
            <th scope="col">Engine</th>
            <th scope="col">Median</th>
            <th scope="col">TensorFlow.js on WebAssembly takes</th>
            <th scope="col">Half of the runs</th>
            <th scope="col">Warm-up</th>
            <th scope="col">
              Peak memory
              <span className={styles.quiet}>of all models together</span>
            </th>
          </tr>
        </thead>
        {models.map((model) => {
          const { title = model, precision = '' } = listed.find(({ id }) => id === model) ?? {};
          const own = rows.filter((row) => row.model === model);
          const reference = own.find(({ executor }) => executor.id === 'tfjs-wasm');
          return (
            <tbody key={model}>
              <tr>
                <th scope="rowgroup" colSpan={6} className={styles.model}>
                  {title} {precision}
                </th>
              </tr>
              {own.map((row) => (
                <Engine key={row.id} row={row} reference={reference} />
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

function Engine({ row, reference }: { row: EngineRow; reference: EngineRow | undefined }) {
  const { executor, measured, problem } = row;
  const totals = totalsOf(row);
  const { median, lowerQuartile, upperQuartile } = summarize(totals);
  const known = totals.length > 0;
  return (
    <tr data-testid={`engine-${row.id}`}>
      <th scope="row">
        {EXECUTORS[executor.id]}
        <span className={styles.quiet}>{deviceName(measured?.ranOn ?? executor)}</span>
        {problem && <span className={styles.problem}>{sentenceOf(problem)}</span>}
      </th>
      <td>{known && duration(median)}</td>
      <td>{reference && reference !== row && ratio(totals, totalsOf(reference))}</td>
      <td>{known && `${duration(lowerQuartile)} to ${duration(upperQuartile)}`}</td>
      <td>{measured && (measured.warmUpMs === undefined ? '–' : duration(measured.warmUpMs))}</td>
      <td>{measured?.peak && megabytes(measured.peak.bytes)}</td>
    </tr>
  );
}

const totalsOf = ({ measured }: EngineRow) => measured?.runs.map(({ total }) => total) ?? [];

/** "7.8×", of the rounds that both have run. */
function ratio(own: readonly number[], others: readonly number[]): string | undefined {
  const each = roundRatios(own.slice(0, others.length), others);
  return each.length > 0 ? times(median(each)) : undefined;
}

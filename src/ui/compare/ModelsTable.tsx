import { ArrowDown, ArrowUp, ArrowUpDown, Play, X } from 'lucide-react';
import { useState } from 'react';
import type { Manifest, ModelEntry } from '../../engine/index.ts';
import type { ModelRow } from '../../state/compare/index.ts';
import { count, duration, megabytes, percent } from '../format.ts';
import { EXECUTORS, PHASES, sentenceOf } from '../words/index.ts';
import { lastResult } from './sides.ts';
import { Thumbnail } from './Thumbnail.tsx';
import styles from './ModelsTable.module.css';

interface Props {
  readonly manifest: Manifest;
  readonly rows: readonly ModelRow[];
  readonly onRun: () => void;
  readonly onCancel: () => void;
}

interface Row extends ModelRow {
  readonly entry: ModelEntry;
}

/** What the table can be sorted by; models without the figure come last. */
const COLUMNS = [
  { title: 'Model', of: ({ entry }: Row) => `${entry.title} ${entry.precision}` },
  { title: 'Download', of: ({ entry }: Row) => entry.bytes },
  { title: 'Weights', of: ({ entry }: Row) => entry.weights },
  { title: 'Time', of: ({ state }: Row) => lastResult(state)?.ms },
  { title: 'SSIM', of: ({ comparison }: Row) => comparison?.ssim },
  { title: 'PSNR', of: ({ comparison }: Row) => comparison?.psnr },
] as const;

interface Order {
  readonly column: (typeof COLUMNS)[number];
  readonly descending: boolean;
}

/** Every model of the manifest on the picture, one a row. */
export function ModelsTable({ manifest, rows, onRun, onCancel }: Props) {
  const [order, setOrder] = useState<Order>();
  const all = manifest.models.map((entry): Row => {
    const row = rows.find(({ model }) => model === entry.id);
    return { entry, model: entry.id, state: { status: 'idle' }, ...row };
  });
  const running = all.some(({ state }) => state.status === 'running');
  const first = manifest.models[0];
  return (
    <div className={styles.models}>
      <div className={styles.bar}>
        <button type="button" className="button small" onClick={running ? onCancel : onRun}>
          {running ? <X size={16} aria-hidden /> : <Play size={16} aria-hidden />}
          {running ? 'Cancel' : 'Run every model'}
        </button>
        <p className={styles.note}>
          Each paints the picture once. SSIM and PSNR are against {first?.title} {first?.precision}.
        </p>
      </div>
      {/* Wider than a phone: it scrolls, for which the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="All models">
        <table className={`table ${styles.table}`}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Picture</span>
              </th>
              {COLUMNS.map((column) => (
                <Header key={column.title} column={column} order={order} onOrder={setOrder} />
              ))}
            </tr>
          </thead>
          <tbody>
            {(order ? sorted(all, order) : all).map((row) => (
              <Model key={row.model} {...row} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface HeaderProps {
  readonly column: Order['column'];
  readonly order: Order | undefined;
  readonly onOrder: (order: Order) => void;
}

function Header({ column, order, onOrder }: HeaderProps) {
  const chosen = order?.column === column;
  const Icon = chosen ? (order.descending ? ArrowDown : ArrowUp) : ArrowUpDown;
  return (
    <th scope="col" aria-sort={chosen ? (order.descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        onClick={() => onOrder({ column, descending: chosen && !order.descending })}
      >
        {column.title}
        <Icon size={13} aria-hidden />
      </button>
    </th>
  );
}

function sorted(rows: readonly Row[], { column, descending }: Order): readonly Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [column.of(a), column.of(b)];
    if (x === undefined || y === undefined)
      return Number(x === undefined) - Number(y === undefined);
    return x === y ? 0 : sign * (x < y ? -1 : 1);
  });
}

function Model({ entry, state, comparison }: Row) {
  const outcome = lastResult(state);
  return (
    <tr data-testid={`model-${entry.id}`} data-state={state.status}>
      <td className={styles.thumbnail}>
        <Thumbnail pixels={outcome?.pixels} />
      </td>
      <th scope="row">
        {entry.title} {entry.precision}
        {state.status === 'running' && (
          <span className={styles.quiet}>
            {PHASES[state.progress.phase]}{' '}
            {state.progress.done !== undefined && percent(state.progress.done)}
          </span>
        )}
        {state.status === 'done' && (
          <span className={styles.quiet}>on {EXECUTORS[state.result.ranOn.id]}</span>
        )}
        {state.status === 'failed' && (
          <span className={styles.problem}>{sentenceOf(state.fault)}</span>
        )}
      </th>
      <td>{megabytes(entry.bytes)}</td>
      <td>{count(entry.weights)}</td>
      <td>{outcome && duration(outcome.ms)}</td>
      <td>{comparison?.ssim.toFixed(3)}</td>
      <td>{comparison && decibels(comparison.psnr)}</td>
    </tr>
  );
}

const decibels = (psnr: number) => (Number.isFinite(psnr) ? `${psnr.toFixed(1)} dB` : 'equal');

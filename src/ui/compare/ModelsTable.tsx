import { ArrowDown, ArrowUp, ArrowUpDown, Play, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Manifest, ModelEntry } from '../../engine/index.ts';
import type { Pixels } from '../../picture/index.ts';
import type { ModelRow } from '../../state/compare/index.ts';
import { lastResult } from '../../state/shared/index.ts';
import { count, duration, megabytes, percent, ssimText } from '../shared/format.ts';
import { networkTitle, sentenceOf, words } from '../words/compare.ts';
import { psnrText } from './figureRows.ts';
import styles from './ModelsTable.module.css';
import { TakeAway } from './TakeAway.tsx';
import { WideTable } from './WideTable.tsx';

interface Props {
  readonly manifest: Manifest;
  readonly rows: readonly ModelRow[];
  readonly onRun: () => void;
  readonly onCancel: () => void;
}

interface Row extends ModelRow {
  readonly entry: ModelEntry;
}

/** The columns that the table can be sorted by. Models without the figure come last. */
const COLUMNS = [
  { id: 'model', of: ({ entry }: Row) => `${networkTitle(entry)} ${entry.precision}` },
  { id: 'download', of: ({ entry }: Row) => entry.bytes },
  { id: 'weights', of: ({ entry }: Row) => entry.weights },
  { id: 'time', of: ({ state }: Row) => lastResult(state)?.ms },
  { id: 'ssim', of: ({ comparison }: Row) => comparison?.ssim },
  { id: 'psnr', of: ({ comparison }: Row) => comparison?.psnr },
] as const;

interface Order {
  readonly column: (typeof COLUMNS)[number];
  readonly descending: boolean;
}

/** The table of all models on this picture, one in each row. */
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
          <span>{running ? words.shared.cancel : words.compare.models.run}</span>
        </button>
        <p className={styles.note}>
          {first && words.compare.models.note(`${networkTitle(first)} ${first.precision}`)}
        </p>
      </div>
      <WideTable label={words.compare.models.region}>
        <table className={`table ${styles.table}`}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{words.compare.models.picture}</span>
              </th>
              {COLUMNS.map((column) => (
                <Header key={column.id} column={column} order={order} onOrder={setOrder} />
              ))}
            </tr>
          </thead>
          <tbody>
            {(order ? sorted(all, order) : all).map((row) => (
              <Model key={row.model} {...row} />
            ))}
          </tbody>
        </table>
      </WideTable>
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
        <span>{words.compare.models.columns[column.id]}</span>
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
        <span>{`${networkTitle(entry)} ${entry.precision}`}</span>
        {state.status === 'running' && (
          <span className={styles.quiet}>
            <span>{words.shared.phases[state.progress.phase]}</span>{' '}
            <span>{state.progress.done !== undefined && percent(state.progress.done)}</span>
          </span>
        )}
        {state.status === 'done' && (
          <span className={styles.quiet}>
            {words.compare.models.paintedOn(words.shared.executors[state.result.ranOn.id])}
          </span>
        )}
        {state.status === 'failed' && (
          <span className={styles.problem}>{sentenceOf(state.fault)}</span>
        )}
        <TakeAway entry={entry} name={`${networkTitle(entry)} ${entry.precision}`} />
      </th>
      <td>{megabytes(entry.bytes)}</td>
      <td>{count(entry.weights)}</td>
      <td>{outcome && duration(outcome.ms)}</td>
      <td>{comparison && ssimText(comparison.ssim)}</td>
      <td>{comparison && psnrText(comparison.psnr)}</td>
    </tr>
  );
}

/** Width in pixels, enough for screens with two pixels per CSS pixel. */
const WIDTH = 192;

/** A small picture. There are many in the table, so the browser scales them outside of the page's thread. */
function Thumbnail({ pixels }: { pixels: Pixels | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!pixels) {
      // The picture in it was painted with other settings.
      if (canvas.current) canvas.current.width = 0;
      return undefined;
    }
    let current = true;
    async function draw({ data, width, height }: Pixels) {
      const image = new ImageData(data, width, height);
      const small = { resizeWidth: WIDTH, resizeQuality: 'medium' } as const;
      const bitmap = await createImageBitmap(image, small);
      if (current && canvas.current) {
        canvas.current.width = bitmap.width;
        canvas.current.height = bitmap.height;
        canvas.current.getContext('2d')?.drawImage(bitmap, 0, 0);
      }
      bitmap.close();
    }
    void draw(pixels);
    return () => {
      current = false;
    };
  }, [pixels]);
  return <canvas ref={canvas} aria-hidden />;
}

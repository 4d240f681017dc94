import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { maskCells } from '../../state/stylize/index.ts';
import { useStylize, useStylizeActions } from '../shared/context.ts';
import { words } from '../words/index.ts';
import styles from './MaskGrid.module.css';

/** How far each key moves, in columns and rows; across a whole row or column at most. */
const MOVES: Record<string, readonly [columns: number, rows: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
  PageUp: [0, -Infinity],
  PageDown: [0, Infinity],
};

/** Where a cell lies, as shares of the picture's sides. */
export interface CellPart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Props {
  readonly picture: { readonly width: number; readonly height: number };
  readonly onCell: (part: CellPart) => void;
}

/** The mask for the keyboard and screen readers: a grid of cells, of which one has the focus. */
export function MaskGrid({ picture, onCell }: Props) {
  const { switchCell } = useStylizeActions();
  const mask = useStylize((state) => state.mask);
  const { columns, rows, shares } = maskCells(picture, mask);
  const [focus, setFocus] = useState({ column: 0, row: 0 });
  /** What a screen reader says after a cell was switched. */
  const [switched, setSwitched] = useState(false);
  const grid = useRef<HTMLDivElement>(null);
  const help = useId();
  const cellAt = (column: number, row: number) =>
    grid.current?.querySelector<HTMLElement>(`[data-cell="${column},${row}"]`);
  // Who opens this with the keyboard can go on at once.
  useEffect(() => {
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }, [grid]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { column, row } = focus;
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      switchCell(focus);
      setSwitched(true);
      return;
    }
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    setSwitched(false);
    const to = (from: number, by: number, count: number) =>
      Math.min(count - 1, Math.max(0, from + by));
    cellAt(to(column, move[0], columns), to(row, move[1], rows))?.focus({ preventScroll: true });
  };
  const focusOn = (column: number, row: number) => {
    setFocus({ column, row });
    const [width, height] = [1 / columns, 1 / rows];
    onCell({ x: column * width, y: row * height, width, height });
  };
  const nameOf = (column: number, row: number) =>
    words.stylize.mask.cell(row + 1, column + 1, shares[row * columns + column] ?? 1);
  const across = Array.from({ length: columns }, (_, column) => column);
  const down = Array.from({ length: rows }, (_, row) => row);
  return (
    <>
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        className={styles.grid}
        aria-label={words.stylize.mask.title}
        aria-describedby={help}
        style={{ '--columns': columns, '--rows': rows } as React.CSSProperties}
        onKeyDown={onKeyDown}
      >
        {down.map((row) => (
          <div key={row} role="row" tabIndex={-1} className={styles.row}>
            {across.map((column) => (
              <div
                key={column}
                role="gridcell"
                className={styles.cell}
                data-cell={`${column},${row}`}
                data-painted={(shares[row * columns + column] ?? 1) >= 0.5}
                tabIndex={column === focus.column && row === focus.row ? 0 : -1}
                aria-label={nameOf(column, row)}
                onFocus={() => focusOn(column, row)}
              />
            ))}
          </div>
        ))}
      </div>
      <p id={help} className="visually-hidden">
        {words.stylize.mask.help}
      </p>
      <p role="status" className="visually-hidden">
        {switched && nameOf(focus.column, focus.row)}
      </p>
    </>
  );
}

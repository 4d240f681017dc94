import { type Sides, SIDES } from '../../state/compare/index.ts';
import { words } from '../words/compare.ts';
import styles from './FiguresTable.module.css';

export interface Figure {
  readonly name: string;
  /** What it means, in a few words. */
  readonly hint?: string;
  readonly left: string;
  readonly right: string;
  /** The right side compared with the left one, in words; undefined if one of them is not known. */
  readonly ratio?: string | undefined;
}

interface Props {
  readonly caption: string;
  readonly names: Sides<string>;
  readonly figures: readonly Figure[];
  /** The head of the last column, where it is not the right side against the left one; `false`: there is no such column. */
  readonly against?: string | false;
}

/** A table with one figure in each row: of the left side, of the right side, and their ratio. */
export function FiguresTable({ caption, names, figures, against }: Props) {
  return (
    <table className={`table ${styles.table}`}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{words.compare.figure}</span>
          </th>
          <SideHeads names={names} />
          {against !== false && <th scope="col">{against ?? words.compare.rightAgainstLeft}</th>}
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, hint, left, right, ratio }) => (
          <tr key={name}>
            <th scope="row">
              {name}
              {hint && <span className={styles.hint}>{hint}</span>}
            </th>
            <td>{left}</td>
            <td>{right}</td>
            {against !== false && <td className={styles.ratio}>{ratio}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The heads of the two columns of the sides. */
export function SideHeads({ names }: { names: Sides<string> }) {
  return SIDES.map((side) => (
    <th key={side} scope="col">
      <span className="marked" data-side={side}>
        {names[side]}
      </span>
    </th>
  ));
}

import type { ModelFigures } from '../../state/compare/index.ts';
import { words } from '../words/compare.ts';
import { Chapter } from './Chapter.tsx';
import { modelsTable } from './figureRows.ts';
import styles from './ReportedModels.module.css';
import { WideTable } from './WideTable.tsx';

/** All models of a report that was opened: the figures of the view `models`, without its pictures. */
export function ReportedModels({ models }: { readonly models: readonly ModelFigures[] }) {
  const { note, head, rows } = modelsTable(models);
  return (
    <Chapter title={words.compare.models.region} about={note && <p>{note}</p>}>
      <WideTable label={words.compare.models.region}>
        <table className={`table ${styles.table}`}>
          <thead>
            <tr>
              {head.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...figures]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {figures.map((figure, column) => (
                  <td key={head[column]}>{figure}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </Chapter>
  );
}

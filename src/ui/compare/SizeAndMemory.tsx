import { SIDES, type Sides, type Size } from '../../state/compare/index.ts';
import { words } from '../words/compare.ts';
import { Chapter } from './Chapter.tsx';
import { sizeTable, type SizeAndMemoryFigures } from './figureRows.ts';
import { FiguresTable } from './FiguresTable.tsx';

interface Props extends SizeAndMemoryFigures {
  readonly names: Sides<string>;
}

/** Size and memory of both. */
export function SizeAndMemory({ names, ...of }: Props) {
  const { figures, pictures } = of;
  const { left, right } = figures;
  const isSame = left !== undefined && left.activations === right?.activations;
  const text = words.compare.size;
  return (
    <Chapter
      title={text.title}
      about={
        <>
          <p>
            <span>{text.about}</span> {isSame && <span>{text.sameActivations}</span>}
          </p>
          {SIDES.map((side) => {
            const seen = figures[side]?.seen;
            if (!seen || !isPadded(seen, pictures[side])) return null;
            return <p key={side}>{text.padded(seen.width, seen.height, names[side])}</p>;
          })}
        </>
      }
    >
      <FiguresTable {...sizeTable(of)} names={names} />
    </Chapter>
  );
}

/** The network halves a picture twice, so its sides are multiples of 4; what is beyond that is no rounding. */
const isPadded = (seen: Size, picture: Size) =>
  seen.width - picture.width >= 4 || seen.height - picture.height >= 4;
